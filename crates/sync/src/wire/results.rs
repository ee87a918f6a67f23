//! What became of the changes, as it lies on the wire: a thousand accepted in a row are one run.

use minicbor::{Decode, Encode};

use super::WireError;
use super::tables::{Interner, Tables};
use crate::exchange::{ChangeResult, Refusal, RefusalReason};
use crate::ids::{Seq, Version};
use crate::limits::PAGE_CHANGES_MAX;

/// Results of changes of one author with numbers that rise by one.
#[derive(Debug, Encode, Decode)]
#[cbor(array)]
pub(super) struct Run {
    #[n(0)]
    author: u32,
    #[n(1)]
    dev_seq: u64,
    #[n(2)]
    count: u32,
    #[n(3)]
    outcome: Outcome,
    /// The number of the first, when accepted or repeated.
    #[n(4)]
    seq: Option<Seq>,
    #[n(5)]
    refusal: Option<WireRefusal>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
enum Outcome {
    #[n(0)]
    Accepted,
    #[n(1)]
    Repeated,
    #[n(2)]
    Refused,
    #[n(3)]
    KeptAside,
    #[n(4)]
    OtherContent,
}

/// A refusal with its reason by number.
#[derive(Debug, Clone, Encode, Decode)]
#[cbor(array)]
pub(super) struct WireRefusal {
    #[n(0)]
    reason: u16,
    #[n(1)]
    detail: String,
}

impl WireRefusal {
    pub(super) fn of(refusal: &Refusal) -> Self {
        let reason = match refusal.reason {
            RefusalReason::Malformed => 1,
            RefusalReason::TooLarge => 2,
            RefusalReason::TooManyFields => 3,
            RefusalReason::TooManyRecords => 4,
            RefusalReason::Forbidden => 5,
            RefusalReason::FiledByServer => 6,
            RefusalReason::UnknownAuthor => 7,
            RefusalReason::Other(number) => number,
        };
        Self {
            reason,
            detail: refusal.detail.clone(),
        }
    }

    pub(super) fn open(self) -> Refusal {
        let reason = match self.reason {
            1 => RefusalReason::Malformed,
            2 => RefusalReason::TooLarge,
            3 => RefusalReason::TooManyFields,
            4 => RefusalReason::TooManyRecords,
            5 => RefusalReason::Forbidden,
            6 => RefusalReason::FiledByServer,
            7 => RefusalReason::UnknownAuthor,
            number => RefusalReason::Other(number),
        };
        Refusal {
            reason,
            detail: self.detail,
        }
    }
}

pub(super) fn runs(results: &[(Version, ChangeResult)], names: &mut Interner) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (version, result) in results {
        let run = alone(*version, result, names);
        match runs.last_mut() {
            Some(last) if continues(last, &run) => last.count += 1,
            _ => runs.push(run),
        }
    }
    runs
}

pub(super) fn spell_out(
    runs: Vec<Run>,
    tables: &Tables,
) -> Result<Vec<(Version, ChangeResult)>, WireError> {
    let mut results = Vec::new();
    for run in runs {
        let device = tables.device(run.author)?;
        if results.len() + run.count as usize > PAGE_CHANGES_MAX {
            return Err(WireError::Inconsistent(
                "more results than a page has changes",
            ));
        }
        for step in 0..u64::from(run.count) {
            let version = Version {
                device,
                dev_seq: run.dev_seq.wrapping_add(step),
            };
            results.push((version, result(&run, step)?));
        }
    }
    Ok(results)
}

fn alone(version: Version, result: &ChangeResult, names: &mut Interner) -> Run {
    let (outcome, seq, refusal) = match result {
        ChangeResult::Accepted { seq } => (Outcome::Accepted, Some(*seq), None),
        ChangeResult::Repeated { seq } => (Outcome::Repeated, Some(*seq), None),
        ChangeResult::Refused(refusal) => (Outcome::Refused, None, Some(WireRefusal::of(refusal))),
        ChangeResult::KeptAside => (Outcome::KeptAside, None, None),
        ChangeResult::OtherContent => (Outcome::OtherContent, None, None),
    };
    Run {
        author: names.device(version.device),
        dev_seq: version.dev_seq,
        count: 1,
        outcome,
        seq,
        refusal,
    }
}

fn continues(last: &Run, next: &Run) -> bool {
    let step = u64::from(last.count);
    last.author == next.author
        && last.outcome == next.outcome
        && last.refusal.is_none()
        && next.refusal.is_none()
        && last.dev_seq.checked_add(step) == Some(next.dev_seq)
        && last.seq.map(|seq| seq.wrapping_add(step)) == next.seq
}

fn result(run: &Run, step: u64) -> Result<ChangeResult, WireError> {
    let seq = || {
        run.seq
            .map(|seq| seq.wrapping_add(step))
            .ok_or(WireError::Inconsistent("an accepted change has no number"))
    };
    Ok(match run.outcome {
        Outcome::Accepted => ChangeResult::Accepted { seq: seq()? },
        Outcome::Repeated => ChangeResult::Repeated { seq: seq()? },
        Outcome::Refused => {
            let missing = WireError::Inconsistent("a refusal has no reason");
            ChangeResult::Refused(run.refusal.clone().ok_or(missing)?.open())
        }
        Outcome::KeptAside => ChangeResult::KeptAside,
        Outcome::OtherContent => ChangeResult::OtherContent,
    })
}
