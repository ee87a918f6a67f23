//! The simulator: the real client and the real server over temporary databases, and everything else drawn from a seed.
//!
//! Laptops are [`desk_store::Store`] with [`desk_sync::session::Session`], the server is [`desk_server::router`].
//! Simulated are the clocks, the network, who edits what and when, power cuts, restored and cloned data, and a server
//! that is put back to an older copy. An [`oracle`] that knows only what people typed, what their screens showed and
//! what went over the wire counts the invariants of `docs/sync.md` §9.
//!
//! A seed draws the same history again. Ids and gaps that the server draws for itself differ, and decide nothing.
//!
//! Suggested reading order: [`run`], `world`, `laptop`, `host`, [`oracle`], [`Fault`].

mod disk;
mod fault;
mod host;
mod laptop;
pub mod oracle;
mod random;
mod registers;
mod world;

pub use fault::Fault;
pub use oracle::{Invariant, Report};

/// How much happens in one history before everybody comes together.
pub const STEPS: usize = 60;

/// Lives through the history of a seed, and judges its end.
///
/// # Errors
/// Where the simulator itself cannot go on: a folder, a database, an answer that is none.
pub async fn run(seed: u64, fault: Option<Fault>) -> anyhow::Result<Report> {
    let mut world = world::World::new(seed, fault).await?;
    for _ in 0..STEPS {
        world.step().await?;
    }
    world.judge().await
}
