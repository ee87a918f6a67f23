//! What can be typed.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand, ValueEnum};
use desk_app::records::kind_names;

/// Plans and logs delegation visits, without a window.
#[derive(Debug, Parser)]
#[command(name = "desk", version)]
pub(crate) struct Args {
    /// The folder that holds everything; the same as the window's where it is left out.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Answers with one JSON document.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Sets up a chapter that works alone until it is connected.
    Init(Init),
    /// Sets up the demonstration chapters.
    Demo,
    /// Plans visits.
    #[command(subcommand)]
    Visit(Visit),
    /// Takes a list over into a visit.
    Import {
        /// Which list.
        list: List,
        /// The file, or `-` for standard input.
        file: PathBuf,
        /// The visit's id.
        #[arg(long, value_name = "ID")]
        visit: String,
        /// Says what would happen and saves nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Lists records of a kind.
    #[command(after_help = kinds_help())]
    List {
        /// The kind.
        #[arg(value_parser = kinds(), hide_possible_values = true)]
        kind: String,
        /// Only those of this visit.
        #[arg(long, value_name = "ID")]
        visit: Option<String>,
    },
    /// Adds a record.
    #[command(after_help = kinds_help())]
    Add {
        /// The kind.
        #[arg(value_parser = kinds(), hide_possible_values = true)]
        kind: String,
        /// In which visit, for kinds that a visit owns.
        #[arg(long, value_name = "ID")]
        visit: Option<String>,
        /// Its fields: text as it is, a set as its members with commas between, `slot` and `confirmation` as JSON.
        #[arg(value_name = "FIELD=VALUE", value_parser = assignment)]
        fields: Vec<(String, String)>,
    },
    /// Sets fields of a record; an empty value empties the field.
    Set {
        /// The kind.
        #[arg(value_parser = kinds(), hide_possible_values = true)]
        kind: String,
        /// The record's id.
        id: String,
        /// The fields, written as for `desk add`.
        #[arg(value_name = "FIELD=VALUE", required = true, value_parser = assignment)]
        fields: Vec<(String, String)>,
    },
    /// Puts a record into the trash.
    Delete {
        /// The kind.
        #[arg(value_parser = kinds(), hide_possible_values = true)]
        kind: String,
        /// The record's id.
        id: String,
    },
    /// Looks into the trash, or takes a record out of it.
    Trash {
        #[command(subcommand)]
        command: Option<Trash>,
    },
    /// Takes the latest step back.
    Undo,
    /// Does the step that was undone last again.
    Redo,
    /// Says what should be looked at in a visit.
    Review {
        /// The visit's id.
        #[arg(long, value_name = "ID")]
        visit: String,
    },
    /// Finds records in any script.
    Search {
        /// What to look for.
        text: String,
    },
    /// Says what changed in a record, newest first.
    History {
        /// The kind.
        #[arg(value_parser = kinds(), hide_possible_values = true)]
        kind: String,
        /// The record's id.
        id: String,
    },
    /// Connects the chapter to its server, or joins one.
    Connect {
        /// Where the server is.
        url: String,
        /// The invitation code.
        #[arg(long)]
        code: String,
        /// Who works on this computer; the name of its user where it is left out.
        #[arg(long)]
        person: Option<String>,
    },
    /// Exchanges with the server until everything is sent and received.
    Sync,
    /// Lists pairs of versions that need a decision.
    Inbox,
    /// Settles a pair of versions.
    Settle {
        /// The pair's id.
        id: String,
        /// Which version to keep.
        #[arg(long, required_unless_present = "value", conflicts_with = "value")]
        keep: Option<KeepArg>,
        /// Neither: this value.
        #[arg(long)]
        value: Option<String>,
    },
    /// Says where this computer stands.
    Status,
    /// Writes a copy of the chapter's database, encrypted as it is.
    Backup {
        /// Where to.
        file: PathBuf,
    },
    /// Goes back to a copy; what is there now is copied first.
    Restore {
        /// Where from.
        file: PathBuf,
    },
    /// Looks whether the database is sound.
    Doctor {
        /// Makes the tables that screens read anew from the records.
        #[arg(long)]
        rebuild: bool,
    },
    /// Serves the user interface for a browser.
    Serve {
        /// The address to listen on.
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:0")]
        listen: SocketAddr,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    /// What the chapter calls itself.
    #[arg(long)]
    pub(crate) chapter: String,
    /// Its own city.
    #[arg(long)]
    pub(crate) city: String,
    /// The city's country, two letters.
    #[arg(long)]
    pub(crate) country: String,
    /// The city's IANA time zone.
    #[arg(long)]
    pub(crate) zone: String,
    /// Who works on this computer; the name of its user where it is left out.
    #[arg(long)]
    pub(crate) person: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Visit {
    /// Plans a visit.
    Add(VisitAdd),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Trash {
    /// Lists what was deleted, latest first; so does `desk trash` alone.
    List,
    /// Takes a record out of the trash.
    Restore {
        /// The kind.
        #[arg(value_parser = kinds(), hide_possible_values = true)]
        kind: String,
        /// The record's id.
        id: String,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct VisitAdd {
    /// What it is called.
    #[arg(long)]
    pub(crate) title: String,
    /// The partner city.
    #[arg(long)]
    pub(crate) partner_city: String,
    /// Its country, two letters.
    #[arg(long)]
    pub(crate) partner_country: String,
    /// Its IANA time zone, where its country has several.
    #[arg(long)]
    pub(crate) partner_zone: Option<String>,
    /// Which way the delegation travels.
    #[arg(long)]
    pub(crate) direction: DirectionArg,
    /// The first day, `YYYY-MM-DD`.
    #[arg(long)]
    pub(crate) from: String,
    /// The last day, `YYYY-MM-DD`.
    #[arg(long)]
    pub(crate) to: String,
    /// The IANA time zone of the programme; the host city's where it is left out.
    #[arg(long)]
    pub(crate) zone: Option<String>,
    /// The template that fills it.
    #[arg(long)]
    pub(crate) template: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum DirectionArg {
    Inbound,
    Outbound,
}

impl DirectionArg {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum List {
    Programme,
    Participants,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum KeepArg {
    Mine,
    Theirs,
    First,
    Second,
}

/// Any other kind is wrong use, not a failure.
fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(kind_names())
}

fn kinds_help() -> String {
    let names: Vec<_> = kind_names().collect();
    format!("Kinds: {}.", names.join(", "))
}

fn assignment(text: &str) -> Result<(String, String), String> {
    let (field, value) = text
        .split_once('=')
        .ok_or_else(|| format!("{text:?} is not FIELD=VALUE"))?;
    Ok((field.to_owned(), value.to_owned()))
}
