//! `desk-server`: serves a data folder, and looks after its chapters, invitations and devices.
//!
//! Every command but `serve` and `restore` works while a server runs on the same folder. On PostgreSQL all do.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};
use desk_server::database::{Place, PostgresUrl};
use desk_server::serve::{Settings, TlsFiles};
use desk_sync::membership::Role;
use desk_sync::{DeviceId, RecordId};
use tracing_subscriber::EnvFilter;
use url::Url;

mod commands;

use commands::{doctor, kept_aside, link};

#[derive(Parser)]
#[command(
    name = "desk-server",
    version,
    about = "Where the devices of a chapter meet."
)]
struct Cli {
    /// The data folder
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The PostgreSQL database to use in place of a data folder. It has a password in it, so that it is better set
    /// as DESK_DATABASE_URL than written on the command line
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "DESK_DATABASE_URL",
        hide_env_values = true,
        conflicts_with = "data"
    )]
    database_url: Option<String>,
    /// Answer one JSON document on standard output
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve until told to stop; prints the address once it listens
    Serve(ServeArgs),
    /// Add and list chapters
    #[command(subcommand)]
    Chapter(ChapterCommand),
    /// Print an invitation code that works once
    Invite(InviteArgs),
    /// List devices
    Devices {
        /// Only those of this chapter
        #[arg(long, value_name = "NAME")]
        chapter: Option<String>,
    },
    /// End a device's token
    Revoke {
        /// The device's id
        device: DeviceId,
    },
    /// Look at what revoked devices went on sending, and decide about it
    #[command(subcommand)]
    KeptAside(KeptAsideCommand),
    /// Write a copy of the database to a file
    Backup {
        /// The file, which must not be there yet
        file: PathBuf,
    },
    /// Put a backup in the place of the database, and keep the one that was there beside it
    Restore {
        /// A file that `backup` wrote
        file: PathBuf,
    },
    /// Check that stored records, numbers and pushes agree; fails and says what does not
    Doctor,
}

#[derive(Args)]
struct ServeArgs {
    /// Where to listen; port 0 takes any free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8610")]
    listen: SocketAddr,
    /// Certificate chain, PEM
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// Its private key, PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Days for which pushes are kept as received
    #[arg(long, value_name = "N", default_value_t = 90)]
    audit_days: u32,
}

#[derive(Subcommand)]
enum ChapterCommand {
    /// Add a chapter and print its id
    Add {
        /// What people call it; unique on this server
        name: String,
    },
    /// List the chapters
    List,
}

#[derive(Subcommand)]
enum KeptAsideCommand {
    /// List the devices of which something is kept aside
    List,
    /// Show the changes of one device, values and all
    Show {
        /// The device's id
        device: DeviceId,
    },
    /// Take the changes of one device in, with the rights that its member has
    Accept {
        /// The device's id
        device: DeviceId,
    },
    /// Throw the changes of one device away
    Discard {
        /// The device's id
        device: DeviceId,
    },
}

#[derive(Args)]
struct InviteArgs {
    /// The chapter that invites
    #[arg(long, value_name = "NAME")]
    chapter: String,
    /// What the new member may do
    #[arg(long, value_parser = roles(), default_value_t = Role::Volunteer)]
    role: Role,
    /// Days until the code expires
    #[arg(long, value_name = "N", default_value_t = 14, value_parser = clap::value_parser!(u32).range(1..=365))]
    days: u32,
    /// Show the new member the team's side of this one visit and nothing else
    #[arg(long, value_name = "ID")]
    visit: Option<RecordId>,
    /// The address at which members reach this server, to print a link that fills their form in
    #[arg(long, value_name = "URL", value_parser = link::address)]
    server: Option<Url>,
}

fn roles() -> impl TypedValueParser<Value = Role> {
    PossibleValuesParser::new(Role::ALL.map(Role::name))
        .map(|name| Role::from_name(&name).expect("no other name passes"))
}

#[tokio::main]
async fn main() -> ExitCode {
    let Cli {
        data,
        database_url,
        json,
        command,
    } = Cli::parse();
    let place = match place(data, database_url) {
        Ok(place) => place,
        Err((kind, message)) => Cli::command().error(kind, message).exit(),
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();

    match run(place, json, command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("desk-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Returns where the database lies. An address that cannot be read is not shown: it may have a password in it.
fn place(data: Option<PathBuf>, url: Option<String>) -> Result<Place, (ErrorKind, String)> {
    match (data, url) {
        (Some(folder), _) => Ok(Place::Folder(folder)),
        (None, Some(url)) => match url.parse::<PostgresUrl>() {
            Ok(url) => Ok(Place::Postgres(url)),
            Err(error) => Err((
                ErrorKind::ValueValidation,
                format!("--database-url: {error}"),
            )),
        },
        (None, None) => {
            let message = "--data DIR or --database-url URL is needed".to_owned();
            Err((ErrorKind::MissingRequiredArgument, message))
        }
    }
}

async fn run(place: Place, json: bool, command: Command) -> anyhow::Result<()> {
    let output = commands::Output { json };
    match command {
        Command::Serve(ServeArgs {
            listen,
            tls_cert,
            tls_key,
            audit_days,
        }) => {
            let tls = tls_cert
                .zip(tls_key)
                .map(|(cert, key)| TlsFiles { cert, key });
            commands::serve(
                Settings {
                    place,
                    listen,
                    tls,
                    audit_days,
                },
                output,
            )
            .await
        }
        Command::Chapter(ChapterCommand::Add { name }) => {
            commands::chapter_add(&place, &name, output).await
        }
        Command::Chapter(ChapterCommand::List) => commands::chapter_list(&place, output).await,
        Command::Invite(InviteArgs {
            chapter,
            role,
            days,
            visit,
            server,
        }) => {
            let wanted = commands::Wanted {
                chapter,
                role,
                days,
                visit,
                server,
            };
            commands::invite(&place, wanted, output).await
        }
        Command::Devices { chapter } => commands::devices(&place, chapter.as_deref(), output).await,
        Command::Revoke { device } => commands::revoke(&place, device, output).await,
        Command::KeptAside(command) => match command {
            KeptAsideCommand::List => kept_aside::list(&place, output).await,
            KeptAsideCommand::Show { device } => kept_aside::show(&place, device, output).await,
            KeptAsideCommand::Accept { device } => kept_aside::accept(&place, device, output).await,
            KeptAsideCommand::Discard { device } => {
                kept_aside::discard(&place, device, output).await
            }
        },
        Command::Backup { file } => commands::backup(&place, &file, output).await,
        Command::Doctor => doctor::doctor(&place, output).await,
        Command::Restore { file } => commands::restore(&place, &file, output).await,
    }
}
