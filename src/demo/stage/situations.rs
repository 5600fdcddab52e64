//! The situations worth showing.

mod buyers;
mod lost;
mod money;
mod told;

use super::Act;

/// One of them: a demonstration in acts.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Situation {
    /// Its name in addresses.
    pub(super) key: &'static str,
    pub(super) title: &'static str,
    pub(super) teaser: &'static str,
    /// Played one after the other, the first one at once.
    pub(super) acts: &'static [Act],
}

/// Situations of a kind.
pub(super) struct Chapter {
    pub(super) title: &'static str,
    pub(super) text: &'static str,
    pub(super) situations: &'static [Situation],
}

/// All of them.
pub(super) const CHAPTERS: &[Chapter] = &[
    Chapter {
        title: "Buyers, as they are",
        text: "They pay, are asked for codes, change cards, and walk away.",
        situations: buyers::ALL,
    },
    Chapter {
        title: "When messages go astray",
        text: "Answers get lost, notifications never come or are forged, and shops are down.",
        situations: lost::ALL,
    },
    Chapter {
        title: "Told, but how",
        text: "Notifications come twice, too early, wrong, and to shops that answer them badly.",
        situations: told::ALL,
    },
    Chapter {
        title: "Money, afterwards",
        text: "Captures, refunds, stored cards, and second thoughts.",
        situations: money::ALL,
    },
];

/// The one of this name.
pub(super) fn find(key: &str) -> Option<&'static Situation> {
    let mut all = CHAPTERS.iter().flat_map(|chapter| chapter.situations);
    all.find(|one| one.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::goods;
    use crate::demo::stage::Step;

    #[test]
    fn every_situation_has_a_name_of_its_own_and_something_to_watch() {
        let all: Vec<&Situation> = CHAPTERS.iter().flat_map(|one| one.situations).collect();
        assert!(all.len() > 12, "only {}", all.len());
        for one in all {
            let found = find(one.key).expect(one.key);
            assert_eq!(found.title, one.title);
            assert!(!one.acts.is_empty(), "{}", one.key);
            assert!(
                one.acts.iter().all(|act| !act.watch.is_empty()),
                "{}",
                one.key
            );
        }
    }

    #[test]
    fn every_order_is_of_something_that_the_shop_sells() {
        let situations = CHAPTERS.iter().flat_map(|one| one.situations);
        for step in situations
            .flat_map(|one| one.acts)
            .flat_map(|act| act.steps)
        {
            if let Step::Order(key, _) = step {
                assert!(goods::find(key).is_some(), "{key}");
            }
        }
    }
}
