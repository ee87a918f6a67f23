//! Counts what goes over the wire: a relay between a laptop and its server.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use anyhow::{Context, Result};

/// A relay that listens for as long as the program runs.
#[derive(Debug)]
pub(crate) struct Meter {
    /// Where to connect instead of the server.
    pub(crate) url: String,
    up: Arc<AtomicU64>,
    down: Arc<AtomicU64>,
}

impl Meter {
    /// Relays to `server`.
    pub(crate) fn before(server: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("listening")?;
        let url = format!("http://{}", listener.local_addr()?);
        let (up, down) = (Arc::default(), Arc::default());
        let meter = Self { url, up, down };
        let (up, down) = (Arc::clone(&meter.up), Arc::clone(&meter.down));
        thread::spawn(move || {
            for laptop in listener.incoming().map_while(Result::ok) {
                // A connection that fails is the laptop's to notice and to make up for.
                let _ = relay(&laptop, server, &up, &down);
            }
        });
        Ok(meter)
    }

    /// Bytes to the server and from it, since this was last asked.
    pub(crate) fn take(&self) -> (u64, u64) {
        (
            self.up.swap(0, Ordering::SeqCst),
            self.down.swap(0, Ordering::SeqCst),
        )
    }
}

fn relay(
    laptop: &TcpStream,
    server: SocketAddr,
    up: &Arc<AtomicU64>,
    down: &Arc<AtomicU64>,
) -> std::io::Result<()> {
    let server = TcpStream::connect(server)?;
    for stream in [laptop, &server] {
        stream.set_nodelay(true)?;
    }
    let ways = [
        (laptop.try_clone()?, server.try_clone()?, Arc::clone(up)),
        (server, laptop.try_clone()?, Arc::clone(down)),
    ];
    for (from, to, count) in ways {
        thread::spawn(move || copy(from, to, &count));
    }
    Ok(())
}

fn copy(mut from: TcpStream, mut to: TcpStream, count: &AtomicU64) -> std::io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let length = from.read(&mut buffer)?;
        if length == 0 {
            return to.shutdown(Shutdown::Write);
        }
        count.fetch_add(length as u64, Ordering::SeqCst);
        to.write_all(&buffer[..length])?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_passed_on_and_counted_each_way() {
        let server = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let meter = Meter::before(server.local_addr().unwrap()).unwrap();
        let address = meter.url.strip_prefix("http://").unwrap();
        let mut laptop = TcpStream::connect(address).unwrap();
        laptop.write_all(b"question").unwrap();
        laptop.shutdown(Shutdown::Write).unwrap();
        let (mut answering, _) = server.accept().unwrap();
        let mut heard = String::new();
        answering.read_to_string(&mut heard).unwrap();
        answering.write_all(b"yes").unwrap();
        drop(answering);

        let mut answer = String::new();
        laptop.read_to_string(&mut answer).unwrap();

        assert_eq!((heard.as_str(), answer.as_str()), ("question", "yes"));
        assert_eq!(meter.take(), (8, 3));
        assert_eq!(meter.take(), (0, 0));
    }
}
