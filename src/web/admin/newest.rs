//! `?limit=N` of the lists: the newest N, and still the newest last.

use serde::Deserialize;

/// How many items are wanted; all, unless told.
#[derive(Deserialize, Clone, Copy)]
pub(super) struct Limit {
    limit: Option<usize>,
}

impl Limit {
    /// A limit that was read elsewhere.
    pub(super) fn of(limit: Option<usize>) -> Self {
        Self { limit }
    }

    /// The last items, as many as wanted. Only these are worth a view.
    pub(super) fn newest<T>(self, all: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        let all: Vec<T> = all.collect();
        let skip = self
            .limit
            .map_or(0, |limit| all.len().saturating_sub(limit));
        all.into_iter().skip(skip)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_are_kept_in_their_order() {
        let newest = |limit| Limit { limit }.newest(1..=4).collect::<Vec<_>>();
        assert_eq!(newest(None), [1, 2, 3, 4]);
        assert_eq!(newest(Some(2)), [3, 4]);
        assert_eq!(newest(Some(9)), [1, 2, 3, 4]);
        assert!(newest(Some(0)).is_empty());
    }
}
