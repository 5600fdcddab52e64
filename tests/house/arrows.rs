//! The arrows between the rooms: who may name whom, and which doors stay shut.

mod imports;
mod paths;
mod table;
mod tokens;

use std::collections::BTreeSet;
use std::fs;

use self::paths::{Named, named_in};
use self::table::{DOORS, Door, EXCEPTIONS, ROOMS, Room};
use crate::fault::{Fault, assert_none};
use crate::tree::{RustFile, program_files, root};

const TABLE: &str = "tests/house/arrows/table.rs";

/// One way of breaking the table.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Breach {
    what: String,
    instead: String,
}

impl Breach {
    fn new(what: String, instead: impl Into<String>) -> Self {
        let instead = instead.into();
        Self { what, instead }
    }
}

/// Every breach once per line, as a `use` group may repeat itself.
fn faults_in(file: &RustFile, crates: &BTreeSet<String>) -> Vec<Fault> {
    let mut seen = BTreeSet::new();
    match room_of(&file.path) {
        None => seen.extend([(1, homeless())]),
        Some(room) => {
            for named in named_in(file, crates) {
                let arrow = broken_arrow(&file.path, room, &named);
                let door = forced_door(&file.path, &named);
                let breaches = arrow.into_iter().chain(door);
                seen.extend(breaches.map(|breach| (named.line, breach)));
            }
        }
    }
    let place = |(line, Breach { what, instead })| Fault {
        file: file.path.clone(),
        line,
        what,
        instead,
    };
    seen.into_iter().map(place).collect()
}

/// `src/web/api/pay.rs` is in the room web, `src/settings.rs` is a room of its own.
fn room_of(path: &str) -> Option<&'static Room> {
    let inner = path.strip_prefix("src/")?;
    let name = inner.split('/').next()?.trim_end_matches(".rs");
    ROOMS.iter().find(|room| room.name == name)
}

fn homeless() -> Breach {
    let instead = format!("move it into a room, or give the new room a line in {TABLE}");
    Breach::new("this file belongs to no room".to_owned(), instead)
}

fn broken_arrow(file: &str, room: &Room, named: &Named) -> Option<Breach> {
    match named.segments.as_slice() {
        [first, rest @ ..] if first == "crate" => {
            let target = rest.first().map_or("", String::as_str);
            wrong_room(file, room, target, named)
        }
        [first, ..] if first == "std" || lists(room.crates, first) => None,
        [first, ..] => Some(wrong_crate(room, first, named)),
        [] => None,
    }
}

fn wrong_room(file: &str, room: &Room, target: &str, named: &Named) -> Option<Breach> {
    let (name, path) = (room.name, named.segments.join("::"));
    if target == name {
        return None;
    }
    if ROOMS.iter().all(|other| other.name != target) {
        let instead = "name the room and the module of each thing: crate::room::module::Thing";
        return Some(Breach::new(format!("{path} leads to no room"), instead));
    }
    if named.re_exported {
        let what = format!("{name} re-exports {path} of another room");
        return Some(Breach::new(
            what,
            "let each user name the room it takes from",
        ));
    }
    let free = lists(room.rooms, target) || EXCEPTIONS.contains(&(file, target));
    let what = format!("{name} must not use the room {target} ({path})");
    let instead = format!("{name} may use only [{}] ({TABLE})", room.rooms);
    (!free).then(|| Breach::new(what, instead))
}

fn wrong_crate(room: &Room, first: &str, named: &Named) -> Breach {
    let users = ROOMS.iter().filter(|other| lists(other.crates, first));
    let users: Vec<&str> = users.map(|other| other.name).collect();
    let path = named.segments.join("::");
    let what = format!("{} must not use the crate {first} ({path})", room.name);
    Breach::new(
        what,
        format!("leave {first} to those who may use it: {users:?} ({TABLE})"),
    )
}

/// Whether a name stands in a list of the table.
fn lists(names: &str, name: &str) -> bool {
    names.split_whitespace().any(|each| each == name)
}

fn forced_door(file: &str, named: &Named) -> Option<Breach> {
    let path = named.segments.join("::");
    let is_open = |door: &Door| {
        let mut open_in = door.open_in.iter();
        open_in.any(|open| *open == file || open.ends_with('/') && file.starts_with(*open))
    };
    let forced = |door: &Door| door.paths.iter().any(|shut| leads(named, &path, shut));
    let door = DOORS.iter().find(|door| forced(door) && !is_open(door))?;
    let glob = if named.glob { "::*" } else { "" };
    let what = format!("{path}{glob} is behind a door");
    Some(Breach::new(what, door.instead))
}

/// Whether the path is the shut one or lies behind it; a glob above it brings it in as well.
fn leads(named: &Named, path: &str, shut: &str) -> bool {
    let under = |inner: &str, outer: &str| {
        let rest = inner.strip_prefix(outer);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    under(path, shut) || named.glob && under(shut, path)
}

/// Names of external crates as Rust code writes them.
fn external_crates() -> BTreeSet<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml can be read");
    let manifest: toml::Table = manifest.parse().expect("Cargo.toml is TOML");
    let dependencies = manifest["dependencies"]
        .as_table()
        .expect("[dependencies] is a table");
    let names = dependencies.keys().map(|name| name.replace('-', "_"));
    names
        .chain(["std", "core", "alloc"].map(str::to_owned))
        .collect()
}

#[test]
fn every_path_in_src_follows_the_table_of_rooms() {
    let crates = external_crates();
    let faults: Vec<Fault> = program_files()
        .iter()
        .flat_map(|file| faults_in(file, &crates))
        .collect();
    assert_none(&faults);
}

#[test]
fn the_table_names_only_rooms_and_crates_that_exist() {
    let crates = external_crates();
    let rooms: Vec<&str> = ROOMS.iter().map(|room| room.name).collect();
    for room in ROOMS {
        for other in room.rooms.split_whitespace() {
            assert!(
                rooms.contains(&other),
                "{TABLE}: {} may use an unknown room {other}",
                room.name
            );
        }
        for name in room.crates.split_whitespace() {
            assert!(
                crates.contains(name),
                "{TABLE}: {} may use {name}, which Cargo.toml lacks",
                room.name
            );
        }
    }
}

#[cfg(test)]
mod tests;
