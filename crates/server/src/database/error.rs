//! Why the database could not do what was asked, and whether asking again may help.

use std::path::PathBuf;

/// Why the database could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The database refused or failed.
    #[error("the database failed")]
    Sql(#[source] sqlx::Error),
    /// Two transactions stood in each other's way, and this one was given up. Nothing of it was kept.
    #[error("another transaction was in the way")]
    Conflict(#[source] sqlx::Error),
    /// The database cannot be reached, or the connection to it was lost; what was being committed may have been.
    #[error("the database cannot be reached")]
    Unreachable(#[source] sqlx::Error),
    /// The schema could not be brought up to date; one written by a later version is such a case.
    #[error("the database could not be brought up to date")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The data folder or a file in it could not be used.
    #[error("{} could not be used", path.display())]
    Folder {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A row holds what no version of this program writes.
    #[error("{table}.{column} of {id} is damaged")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row, by whatever names it.
        id: String,
    },
}

/// What database functions answer.
pub type Result<T> = std::result::Result<T, DatabaseError>;

impl DatabaseError {
    /// Returns whether the same may well succeed when it is tried again.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Conflict(_) | Self::Unreachable(_))
    }
}

impl From<sqlx::Error> for DatabaseError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut => Self::Unreachable(error),
            sqlx::Error::Database(said) => match said.code().as_deref() {
                Some(code) if stood_in_the_way(code) => Self::Conflict(error),
                Some(code) if is_going_away(code) => Self::Unreachable(error),
                _ => Self::Sql(error),
            },
            _ => Self::Sql(error),
        }
    }
}

/// PostgreSQL's codes for what another transaction causes: a row that it added first, a serialisation failure, a
/// deadlock. SQLite, which has one writer, has other codes and none of these cases.
fn stood_in_the_way(code: &str) -> bool {
    matches!(code, "23505" | "40001" | "40P01")
}

/// PostgreSQL's codes of a lost connection, of too many, and of a server that stops or starts.
fn is_going_away(code: &str) -> bool {
    code.len() == 5 && (code.starts_with("08") || code.starts_with("57P")) || code == "53300"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_connection_may_pass_and_a_missing_row_does_not() {
        let lost = std::io::Error::from(std::io::ErrorKind::ConnectionReset);

        assert!(DatabaseError::from(sqlx::Error::Io(lost)).may_pass());
        assert!(!DatabaseError::from(sqlx::Error::RowNotFound).may_pass());
    }

    #[test]
    fn codes_of_sqlite_are_none_of_postgresqls() {
        // A unique index, a foreign key, a busy file.
        for code in ["2067", "787", "5", "1555"] {
            assert!(!stood_in_the_way(code) && !is_going_away(code), "{code}");
        }
    }
}
