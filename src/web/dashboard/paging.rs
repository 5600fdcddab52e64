//! Pages of long lists, newest first. Only the items of a page are ever looked at closely.

use serde::Deserialize;

/// How many items a page has.
pub(super) const SIZE: usize = 50;

/// Which page is wanted: the newest, or one beside an item that was shown.
#[derive(Deserialize, Clone, Default)]
pub(super) struct Place {
    /// Only items older than the one with this id.
    pub(super) before: Option<String>,
    /// Only items newer than it.
    pub(super) after: Option<String>,
}

/// A page of items, newest first.
pub(super) struct Cut<T> {
    pub(super) items: Vec<T>,
    /// How many there are in all, fitting or not.
    pub(super) total: usize,
    /// Whether there are newer ones.
    pub(super) has_newer: bool,
    /// Whether there are older ones.
    pub(super) has_older: bool,
}

impl<T> Cut<T> {
    /// The same page of views.
    pub(super) fn map<V>(self, view: impl FnMut(T) -> V) -> Cut<V> {
        Cut {
            items: self.items.into_iter().map(view).collect(),
            total: self.total,
            has_newer: self.has_newer,
            has_older: self.has_older,
        }
    }
}

impl Place {
    /// Cuts a page out of all items, oldest first, that fit. An id that is not there any more, as
    /// after a reset, leads to the newest page.
    pub(super) fn cut<'a, T>(
        &self,
        all: &'a [T],
        is: impl Fn(&T, &str) -> bool,
        fits: impl Fn(&T) -> bool,
    ) -> Cut<&'a T> {
        let find = |id: &Option<String>| {
            let id = id.as_deref()?;
            all.iter().rposition(|item| is(item, id))
        };
        if let Some(at) = find(&self.after) {
            let newer = all[at + 1..].iter().filter(|item| fits(item));
            let mut items: Vec<_> = newer.take(SIZE + 1).collect();
            let has_newer = items.len() > SIZE;
            items.truncate(SIZE);
            items.reverse();
            return Cut {
                items,
                total: all.len(),
                has_newer,
                has_older: true,
            };
        }
        let before = find(&self.before);
        let older = all[..before.unwrap_or(all.len())].iter().rev();
        let mut items: Vec<_> = older.filter(|item| fits(item)).take(SIZE + 1).collect();
        let has_older = items.len() > SIZE;
        items.truncate(SIZE);
        Cut {
            items,
            total: all.len(),
            has_newer: before.is_some(),
            has_older,
        }
    }
}

/// Links to the neighbours of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links {
    /// The page of newer items.
    pub(crate) newer: Option<String>,
    /// The page of older items.
    pub(crate) older: Option<String>,
}

impl Links {
    /// The links of a page at this address, with the ids of its first and last item.
    pub(super) fn of<T>(
        cut: &Cut<T>,
        address: &str,
        filters: &[(&str, &str)],
        id: impl Fn(&T) -> &str,
    ) -> Self {
        let link = |name: &str, item: Option<&T>| {
            let item = item?;
            let mut query = url::form_urlencoded::Serializer::new(String::new());
            query.extend_pairs(filters.iter().filter(|(_, value)| !value.is_empty()));
            query.append_pair(name, id(item));
            Some(format!("{address}?{}", query.finish()))
        };
        Self {
            newer: cut
                .has_newer
                .then(|| link("after", cut.items.first()))
                .flatten(),
            older: cut
                .has_older
                .then(|| link("before", cut.items.last()))
                .flatten(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(before: Option<&str>, after: Option<&str>) -> Cut<usize> {
        let place = Place {
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        let all: Vec<usize> = (0..200).collect();
        let page = place.cut(
            &all,
            |item, id| item.to_string() == id,
            |item| item % 2 == 0,
        );
        page.map(|item| *item)
    }

    #[test]
    fn the_newest_come_first_and_the_next_page_goes_on() {
        let first = cut(None, None);
        assert_eq!((first.items[0], first.items[49]), (198, 100));
        assert!(first.has_older && !first.has_newer);
        let second = cut(Some("100"), None);
        assert_eq!((second.items[0], second.items[49]), (98, 0));
        assert!(!second.has_older && second.has_newer);
    }

    #[test]
    fn the_way_back_shows_the_page_before() {
        let back = cut(None, Some("98"));
        assert_eq!((back.items[0], back.items[49]), (198, 100));
        assert!(back.has_older && !back.has_newer);
        let gone = cut(Some("x"), None);
        assert_eq!(gone.items[0], 198);
        assert!(!gone.has_newer);
    }

    #[test]
    fn links_keep_the_filters() {
        let links = Links::of(
            &cut(None, None).map(|item| item.to_string()),
            "/p",
            &[("q", "a b&c"), ("status", "")],
            String::as_str,
        );
        assert_eq!(links.older.as_deref(), Some("/p?q=a+b%26c&before=100"));
        assert_eq!(links.newer, None);
    }
}
