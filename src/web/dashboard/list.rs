//! What all lists have in common: the form that searches them, a page of rows, the way to the others.

use super::frame::Frame;
use super::paging::{Cut, Links};
use super::search::Search;

/// A page of a list, for `dashboard/list.html`.
pub(crate) struct List<R> {
    /// What was typed.
    pub(crate) q: String,
    /// What may be chosen beside it.
    pub(crate) choice: Option<Choice>,
    /// Whether anything was typed or chosen.
    pub(crate) is_searching: bool,
    /// How many there are in all.
    pub(crate) total: usize,
    pub(crate) rows: Vec<R>,
    pub(crate) links: Links,
}

/// What a list offers to choose from.
pub(crate) struct Choice {
    /// Its name in the address.
    pub(crate) name: &'static str,
    /// What it is, for those who hear the page.
    pub(crate) label: &'static str,
    /// What it says while nothing is chosen.
    pub(crate) all: &'static str,
    /// The values, and what each of them says.
    pub(crate) options: Vec<(&'static str, &'static str)>,
    /// The value that is chosen; empty for none.
    pub(crate) chosen: String,
}

impl Choice {
    /// The choice of a state by its name.
    pub(super) fn of_states(names: &[&'static str], chosen: &str) -> Self {
        Self {
            name: "state",
            label: "State",
            all: "Any state",
            options: names.iter().map(|name| (*name, *name)).collect(),
            chosen: chosen.to_owned(),
        }
    }
}

impl<R> List<R> {
    /// A page of the list that the frame is around, with what tells its rows apart.
    pub(super) fn of(
        frame: &Frame,
        search: &Search,
        choice: Option<Choice>,
        cut: Cut<R>,
        id: impl Fn(&R) -> &str,
    ) -> Self {
        let wanted = search.wanted();
        let mut filters = vec![("q", wanted)];
        filters.extend(choice.iter().map(|one| (one.name, one.chosen.as_str())));
        Self {
            q: search.q.clone(),
            is_searching: filters.iter().any(|(_, value)| !value.is_empty()),
            links: Links::of(&cut, &frame.address(), &filters, id),
            choice,
            total: cut.total,
            rows: cut.items,
        }
    }
}
