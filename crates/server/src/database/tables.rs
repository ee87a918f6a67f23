//! Every table and column, so that whole databases can be copied from either kind into either kind.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Number,
    Id,
    Text,
    Bytes,
}

/// A table, with every column but those that the database fills by itself and nothing else names.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    /// The rows in an order in which each comes after those that it refers to. What a row's place says is kept by it.
    pub(super) order: Order,
    /// The column that PostgreSQL draws from a sequence, if there is one.
    pub(super) drawn: Option<&'static str>,
    pub(super) columns: &'static [(&'static str, Holds)],
}

/// By what rows are put in order.
#[derive(Debug, Clone, Copy)]
pub(super) enum Order {
    By(&'static str),
    /// As they came: by the number of the row in SQLite, and in PostgreSQL by a column.
    AsTheyCame {
        postgres: &'static str,
    },
}

/// The tables, each after those that it refers to.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "epochs",
        order: Order::By("epoch_no"),
        drawn: Some("epoch_no"),
        columns: &[
            ("epoch_no", Holds::Number),
            ("epoch_id", Holds::Id),
            ("origin", Holds::Text),
            ("began_at_us", Holds::Number),
        ],
    },
    Table {
        name: "chapters",
        order: Order::By("chapter_id"),
        drawn: None,
        columns: &[
            ("chapter_id", Holds::Id),
            ("name", Holds::Text),
            ("head", Holds::Number),
            ("created_at_us", Holds::Number),
        ],
    },
    Table {
        name: "epoch_ends",
        order: Order::By("epoch_no, chapter_id"),
        drawn: None,
        columns: &[
            ("epoch_no", Holds::Number),
            ("chapter_id", Holds::Id),
            ("common", Holds::Number),
        ],
    },
    Table {
        name: "gaps",
        order: Order::By("chapter_id, after_seq"),
        drawn: None,
        columns: &[
            ("chapter_id", Holds::Id),
            ("after_seq", Holds::Number),
            ("until_seq", Holds::Number),
        ],
    },
    Table {
        name: "members",
        order: Order::By("member_id"),
        drawn: None,
        columns: &[
            ("member_id", Holds::Id),
            ("chapter_id", Holds::Id),
            ("name", Holds::Text),
            ("role", Holds::Text),
            ("guest_of", Holds::Id),
            ("joined_at_us", Holds::Number),
        ],
    },
    Table {
        name: "devices",
        order: Order::By("device_no"),
        drawn: Some("device_no"),
        columns: &[
            ("device_no", Holds::Number),
            ("chapter_id", Holds::Id),
            ("device_id", Holds::Id),
            ("member_id", Holds::Id),
            ("name", Holds::Text),
            ("token_hash", Holds::Bytes),
            ("joined_at_us", Holds::Number),
            ("last_seen_at_us", Holds::Number),
            ("revoked_at_us", Holds::Number),
            ("joined_as", Holds::Number),
        ],
    },
    Table {
        name: "invitations",
        order: Order::By("code_hash"),
        drawn: None,
        columns: &[
            ("code_hash", Holds::Bytes),
            ("chapter_id", Holds::Id),
            ("role", Holds::Text),
            ("guest_of", Holds::Id),
            ("made_at_us", Holds::Number),
            ("expires_at_us", Holds::Number),
            ("used_by", Holds::Number),
        ],
    },
    Table {
        name: "spaces",
        order: Order::By("owner_id, audience"),
        drawn: None,
        columns: &[
            ("owner_id", Holds::Id),
            ("audience", Holds::Number),
            ("chapter_id", Holds::Id),
            ("record_count", Holds::Number),
        ],
    },
    Table {
        name: "records",
        order: Order::By("record_no"),
        drawn: Some("record_no"),
        columns: &[
            ("record_no", Holds::Number),
            ("chapter_id", Holds::Id),
            ("owner_id", Holds::Id),
            ("audience", Holds::Number),
            ("kind", Holds::Text),
            ("record_id", Holds::Id),
            ("seq", Holds::Number),
            ("fields", Holds::Bytes),
        ],
    },
    Table {
        name: "changes",
        order: Order::By("device_no, dev_seq"),
        drawn: None,
        columns: &[
            ("device_no", Holds::Number),
            ("dev_seq", Holds::Number),
            ("content_hash", Holds::Bytes),
            ("seq", Holds::Number),
        ],
    },
    Table {
        name: "pushes",
        order: Order::By("push_no"),
        drawn: Some("push_no"),
        columns: &[
            ("push_no", Holds::Number),
            ("device_no", Holds::Number),
            ("received_at_us", Holds::Number),
            ("body", Holds::Bytes),
        ],
    },
    Table {
        name: "kept_aside",
        order: Order::AsTheyCame {
            postgres: "kept_no",
        },
        drawn: None,
        columns: &[
            ("device_no", Holds::Number),
            ("author_id", Holds::Id),
            ("dev_seq", Holds::Number),
            ("content_hash", Holds::Bytes),
            ("received_at_us", Holds::Number),
            ("change", Holds::Bytes),
        ],
    },
];

impl Table {
    /// Returns the columns' names as a statement lists them.
    pub(super) fn listed(&self) -> String {
        let names: Vec<_> = self.columns.iter().map(|(name, _)| *name).collect();
        names.join(", ")
    }
}
