//! `?limit=N` and `?after=ID` of the lists. The newest are last, always.

use serde::Deserialize;

use super::error::AdminError;

/// How many items are wanted; all, unless told.
#[derive(Clone, Copy)]
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

/// A part of a list: the newest items, or those that follow one that the caller knows.
#[derive(Deserialize)]
pub(super) struct Page {
    limit: Option<usize>,
    /// The id of the item before the first one wanted.
    pub(super) after: Option<String>,
}

impl Page {
    /// The items of this page. `is` tells whether an item has an id.
    ///
    /// # Errors
    /// No item has the id of `after`.
    pub(super) fn cut<T>(
        &self,
        all: impl Iterator<Item = T>,
        is: impl Fn(&T, &str) -> bool,
    ) -> Result<Vec<T>, AdminError> {
        let Some(after) = &self.after else {
            return Ok(Limit::of(self.limit).newest(all).collect());
        };
        let mut rest = all.skip_while(|item| !is(item, after));
        match rest.next() {
            Some(_) => Ok(self.oldest(rest)),
            None => Err(AdminError::not_found(
                format!("after: nothing in this list has the id \"{after}\""),
                "write after=ID with the id of an item; without it the list begins at its beginning",
            )),
        }
    }

    /// Views of the items of this page.
    ///
    /// # Errors
    /// No item has the id of `after`.
    pub(super) fn views<T, V>(
        &self,
        all: impl Iterator<Item = T>,
        is: impl Fn(&T, &str) -> bool,
        view: impl FnMut(T) -> V,
    ) -> Result<Vec<V>, AdminError> {
        Ok(self.cut(all, is)?.into_iter().map(view).collect())
    }

    /// The first items, as many as wanted: whoever goes on from there misses none.
    pub(super) fn oldest<T>(&self, rest: impl Iterator<Item = T>) -> Vec<T> {
        rest.take(self.limit.unwrap_or(usize::MAX)).collect()
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

    #[test]
    fn after_an_item_come_the_next_ones() {
        let cut = |limit, after: Option<&str>| {
            let after = after.map(str::to_owned);
            let page = Page { limit, after };
            page.cut(1..=4, |item, id| item.to_string() == id).ok()
        };
        assert_eq!(cut(Some(2), None), Some(vec![3, 4]));
        assert_eq!(cut(Some(2), Some("1")), Some(vec![2, 3]));
        assert_eq!(cut(None, Some("2")), Some(vec![3, 4]));
        assert_eq!(cut(None, Some("4")), Some(vec![]));
        assert_eq!(cut(None, Some("5")), None);
    }
}
