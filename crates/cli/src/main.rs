//! `desk`: the program without a window, for scripts, servers and tests.
//!
//! Answers go to standard output, with `--json` as one JSON document; messages go to standard error. It exits with 0,
//! with 1 where something failed, and with 2 where it was used wrongly.

mod args;
mod open;
mod print;
mod run;
mod serve;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Args;

fn main() -> ExitCode {
    let args = Args::parse();
    start_log();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            return failed(
                &args,
                &anyhow::Error::new(error).context("starting the runtime"),
            );
        }
    };
    match runtime.block_on(run::run(&args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&args, &error),
    }
}

/// Says what failed: in words on standard error, and with `--json` as a document with its code on standard output.
fn failed(args: &Args, error: &anyhow::Error) -> ExitCode {
    eprintln!("desk: {error:#}");
    if args.json {
        let of_api = error.downcast_ref::<desk_api::Error>();
        let document = match of_api {
            Some(error) => serde_json::json!({ "error": error }),
            None => {
                serde_json::json!({ "error": { "code": "internal", "message": format!("{error:#}") } })
            }
        };
        println!("{document}");
    }
    ExitCode::FAILURE
}

/// Logs to standard error what `DESK_LOG` asks for; warnings where it does not say.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("DESK_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
