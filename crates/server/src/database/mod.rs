//! The server's database, SQLite or PostgreSQL: opening it, and one module of plain functions for each group of tables.
//!
//! The functions take a transaction, so that whoever calls them decides what commits together. Most statements are
//! understood by both databases and written once (`either!`, `execute!`); where the two differ, the function says so.

use desk_sync::{EpochId, RecordId};
use sqlx::{Postgres, Sqlite};

use crate::draw;
use crate::state::Clock;

/// Awaits the same on whichever database a transaction is of.
macro_rules! either {
    ($tx:expr, |$conn:ident| $query:expr) => {
        match $tx {
            $crate::database::Transaction::Sqlite(tx) => {
                let $conn = &mut **tx;
                $query.await
            }
            $crate::database::Transaction::Postgres(tx) => {
                let $conn = &mut **tx;
                $query.await
            }
        }
    };
}

/// Executes the same statement on whichever database a transaction is of.
macro_rules! execute {
    ($tx:expr, $statement:expr) => {
        match $tx {
            $crate::database::Transaction::Sqlite(tx) => {
                $statement.execute(&mut **tx).await.map(drop)
            }
            $crate::database::Transaction::Postgres(tx) => {
                $statement.execute(&mut **tx).await.map(drop)
            }
        }
    };
}

pub mod backup;
pub mod changes;
pub mod chapters;
pub mod check;
mod copy;
pub mod devices;
pub mod epochs;
mod error;
pub mod gaps;
pub mod invitations;
pub mod life;
pub mod members;
mod place;
mod postgres;
pub mod pushes;
pub mod records;
mod rows;
pub mod spaces;
mod sqlite;
mod tables;

pub use error::{DatabaseError, Result};
pub use place::{NoPostgresUrl, Place, PostgresUrl};
pub use postgres::PostgresDatabase;
pub use sqlite::{FILE_NAME, SqliteDatabase};

/// A server's database. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Database {
    /// A file, served by one process.
    Sqlite(SqliteDatabase),
    /// A schema, served by any number of them.
    Postgres(PostgresDatabase),
}

/// One moment of the database to read, or a change to it. What is not committed is not kept.
#[derive(Debug)]
pub enum Transaction {
    /// Of a SQLite file.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// Of a PostgreSQL schema.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Database {
    /// Opens a database, making its tables if they are not there, and brings it up to date.
    ///
    /// # Errors
    /// When the place cannot be used, or what is there is damaged or written by a later version.
    pub async fn open(place: &Place, clock: &Clock) -> Result<Self> {
        let database = Self::connect(place).await?;
        let mut tx = database.write().await?;
        if !epochs::has_begun(&mut tx).await? {
            let now_us = clock.now_us();
            let id = EpochId(draw::id(now_us));
            epochs::begin(&mut tx, id, epochs::Origin::Created, now_us).await?;
        }
        tx.commit().await?;
        Ok(database)
    }

    async fn connect(place: &Place) -> Result<Self> {
        Ok(match place {
            Place::Folder(folder) => Self::Sqlite(SqliteDatabase::connect(folder).await?),
            Place::Postgres(url) => Self::Postgres(PostgresDatabase::connect(url).await?),
        })
    }

    /// Begins reading: everything read through it is one moment of the database.
    pub async fn read(&self) -> Result<Transaction> {
        Ok(match self {
            Self::Sqlite(file) => Transaction::Sqlite(file.read().await?),
            Self::Postgres(schema) => Transaction::Postgres(schema.read().await?),
        })
    }

    /// Begins writing, alone. Nothing is kept unless it is committed, and what is committed is on the disk.
    pub async fn write(&self) -> Result<Transaction> {
        Ok(match self {
            Self::Sqlite(file) => Transaction::Sqlite(file.write().await?),
            Self::Postgres(schema) => Transaction::Postgres(schema.write().await?),
        })
    }

    /// Begins writing to one chapter, alone in it. SQLite has one writer in all; on PostgreSQL other chapters go on.
    ///
    /// Whoever numbers a change holds this until the change is committed, so that the order of numbers is the order
    /// of commits and no cursor passes a number that is still to come.
    pub async fn write_to(&self, chapter: RecordId) -> Result<Transaction> {
        Ok(match self {
            Self::Sqlite(file) => Transaction::Sqlite(file.write().await?),
            Self::Postgres(schema) => Transaction::Postgres(schema.write_to(chapter).await?),
        })
    }

    /// Closes every connection; of a file, folds the write-ahead log into it.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(file) => file.close().await,
            Self::Postgres(schema) => schema.close().await,
        }
    }
}

impl Transaction {
    /// Keeps what was written; when this returns, it is on the disk.
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Runs a statement that both databases understand and that has no parameters.
    pub async fn execute(&mut self, statement: &'static str) -> Result<()> {
        Ok(execute!(self, sqlx::query(statement))?)
    }
}
