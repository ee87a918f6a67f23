//! Where a server's database lies.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;

/// Where a server's database lies.
#[derive(Debug, Clone)]
pub enum Place {
    /// A folder with a SQLite file in it.
    Folder(PathBuf),
    /// A schema of a PostgreSQL database.
    Postgres(PostgresUrl),
}

/// The address of a PostgreSQL database, `postgres://user:password@host/database`.
///
/// The schema is the first one on its search path: `?options=-csearch_path%3Dname` names another than the user's.
#[derive(Clone)]
pub struct PostgresUrl(Box<PgConnectOptions>);

impl PostgresUrl {
    pub(super) fn options(&self) -> PgConnectOptions {
        (*self.0).clone()
    }
}

impl FromStr for PostgresUrl {
    type Err = NoPostgresUrl;

    fn from_str(url: &str) -> Result<Self, NoPostgresUrl> {
        if !["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| url.starts_with(scheme))
        {
            return Err(NoPostgresUrl::Scheme);
        }
        let options = url.parse().map_err(NoPostgresUrl::Rest)?;
        Ok(Self(Box::new(options)))
    }
}

/// Why an address is none of a PostgreSQL database. Never says the address, which may have a password in it.
#[derive(Debug, thiserror::Error)]
pub enum NoPostgresUrl {
    /// It begins in another way.
    #[error("a database's address begins with postgres://")]
    Scheme,
    /// Something later in it.
    #[error("the address cannot be read")]
    Rest(#[source] sqlx::Error),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Postgres(url) => url.fmt(f),
        }
    }
}

impl fmt::Display for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let options = &self.0;
        let database = options.get_database().unwrap_or("its user's own");
        write!(
            f,
            "the PostgreSQL database {database} at {}",
            options.get_host()
        )
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        let url: PostgresUrl = "postgres://desk:secret@db.example.org/desk"
            .parse()
            .unwrap();
        let shown = format!("{url} {url:?} {:?}", Place::Postgres(url.clone()));
        assert!(!shown.contains("secret"), "{shown}");
        assert!(shown.contains("db.example.org"), "{shown}");
    }

    #[test]
    fn what_is_no_address_of_postgresql_is_refused_without_being_repeated() {
        for wrong in ["mysql://desk:secret@host/desk", "desk", "postgres://["] {
            let error = wrong.parse::<PostgresUrl>().unwrap_err();
            assert!(!format!("{error} {error:?}").contains("secret"));
        }
    }
}
