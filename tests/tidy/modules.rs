//! The modules of a crate, what each defines, and which file a path through them leads to.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::source::Source;

/// A chain of re-exports longer than this is a circle.
const DEEPEST: usize = 16;

/// All the modules; a module is its file.
pub struct Modules {
    all: Vec<Module>,
    /// Associated functions and constants that are written in another file than their type.
    implemented: BTreeMap<(usize, String), BTreeMap<String, usize>>,
}

/// One file as the others see it.
struct Module {
    /// `src/store/tx.rs`.
    file: String,
    /// `store`, `tx`.
    path: Vec<String>,
    /// Every type, function, constant and macro.
    items: BTreeSet<String>,
    /// The imported paths by the names they go by here; a module and a function may share one.
    imports: BTreeMap<String, Vec<Vec<String>>>,
    /// The paths whose whole contents are imported.
    globs: Vec<Vec<String>>,
    /// Everything named by a path of two parts or more.
    paths: Vec<Vec<String>>,
    /// Associated functions and constants, each with the path of its type.
    implemented: Vec<(Vec<String>, String)>,
}

/// What a path leads to.
enum Thing {
    Module(usize),
    Item(usize, String),
}

impl Modules {
    /// The modules of the program; what is built for tests alone is left out.
    pub fn of(sources: &[Source]) -> Modules {
        let all = sources.iter().filter(|source| !source.is_for_tests());
        let mut modules = Modules {
            all: all.map(Module::of).collect(),
            implemented: BTreeMap::new(),
        };
        for (at, module) in modules.all.iter().enumerate() {
            for (of, name) in &module.implemented {
                if let Some((Thing::Item(home, item), [])) = modules.lookup(at, of, 0) {
                    let names = modules.implemented.entry((home, item)).or_default();
                    names.insert(name.clone(), at);
                }
            }
        }
        modules
    }

    /// Every file with the other files it names.
    pub fn arrows(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut arrows = BTreeMap::new();
        for (at, module) in self.all.iter().enumerate() {
            let named = module.paths.iter().flat_map(|path| self.files(at, path));
            let others = named
                .filter(|file| *file != at)
                .map(|file| self.all[file].file.as_str());
            arrows.insert(module.file.as_str(), others.collect());
        }
        arrows
    }

    /// The files in which stands what a path names: the item, and its associated function if that has another.
    fn files(&self, from: usize, path: &[String]) -> Vec<usize> {
        match self.lookup(from, path, 0) {
            Some((Thing::Item(home, item), rest)) => {
                let names = self.implemented.get(&(home, item));
                let elsewhere = rest.first().and_then(|name| names?.get(name).copied());
                elsewhere.into_iter().chain([home]).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Follows a path to its item or module; what is left of it lies within the item, or is not ours.
    fn lookup<'p>(&self, from: usize, path: &'p [String], depth: usize) -> Option<(Thing, &'p [String])> {
        let (first, mut rest) = path.split_first()?;
        let here = &self.all[from].path;
        let mut thing = match first.as_str() {
            "crate" | "dozvon" => Thing::Module(self.module(&[])?),
            "self" => Thing::Module(from),
            "super" => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                rest = &path[ups..];
                Thing::Module(self.module(here.get(..here.len().checked_sub(ups)?)?)?)
            }
            name => self.member(from, name, rest.is_empty(), depth)?,
        };
        while let (Thing::Module(module), Some((name, after))) = (&thing, rest.split_first()) {
            let Some(next) = self.member(*module, name, after.is_empty(), depth) else {
                break;
            };
            (thing, rest) = (next, after);
        }
        Some((thing, rest))
    }

    /// What a module knows by that name. At the end of a path an item comes before a module of the same name.
    fn member(&self, of: usize, name: &str, ends: bool, depth: usize) -> Option<Thing> {
        let module = &self.all[of];
        let below = || -> Option<Thing> {
            let path: Vec<String> = module.path.iter().cloned().chain([name.to_owned()]).collect();
            self.module(&path).map(Thing::Module)
        };
        let item = || {
            let is_here = module.items.contains(name);
            is_here.then(|| Thing::Item(of, name.to_owned()))
        };
        if ends && let Some(item) = item() {
            return Some(item);
        }
        if !ends && let Some(below) = below() {
            return Some(below);
        }
        if depth == DEEPEST {
            return item();
        }
        let follow = |path: &Vec<String>| match self.lookup(of, path, depth + 1) {
            Some((thing, [])) => Some(thing),
            _ => None,
        };
        let imported = || {
            let paths = module.imports.get(name)?;
            let mut found: Vec<Thing> = paths.iter().filter_map(follow).collect();
            found.sort_by_key(|thing| matches!(thing, Thing::Module(_)) == ends);
            (!found.is_empty()).then(|| found.swap_remove(0))
        };
        let globbed = || {
            module.globs.iter().filter_map(follow).find_map(|thing| match thing {
                Thing::Module(other) if other != of => self.member(other, name, ends, depth + 1),
                _ => None,
            })
        };
        // In the middle of a path a module's name is not hidden by a function that goes by the same.
        let module_of_that_name = imported().filter(|thing| !ends && matches!(thing, Thing::Module(_)));
        let found = module_of_that_name.or_else(item).or_else(imported);
        found.or_else(below).or_else(globbed)
    }

    fn module(&self, path: &[String]) -> Option<usize> {
        self.all.iter().position(|module| module.path == path)
    }
}

impl Module {
    fn of(source: &Source) -> Module {
        let code = source.product();
        let words = words(&code);
        let mut module = Module {
            file: source.path.clone(),
            path: path(&source.path),
            items: BTreeSet::new(),
            imports: BTreeMap::new(),
            globs: Vec::new(),
            paths: Vec::new(),
            implemented: Vec::new(),
        };
        module.items.extend(defined(&words).map(|(_, name)| name.to_owned()));
        let mut at = 0;
        while at < words.len() {
            let path = path_at(&words, at);
            match words[at] {
                "use" => module.import(&words[at + 1..]),
                "impl" => module.implement(&words[at + 1..]),
                _ if path.len() > 1 && (at == 0 || words[at - 1] != ".") => module.paths.push(path.clone()),
                _ => {}
            }
            at += (path.len() * 2).max(2) - 1;
        }
        module
    }

    fn import(&mut self, words: &[&str]) {
        let path = path_at(words, 0);
        match (path.last(), &words[(path.len() * 2).saturating_sub(1)..]) {
            (_, ["::", "*", ..]) => self.globs.push(path),
            (_, ["as", name, ..]) => self.imports.entry((*name).to_owned()).or_default().push(path),
            (Some(name), _) => self.imports.entry(name.clone()).or_default().push(path),
            (None, _) => {}
        }
    }

    /// An `impl`, from behind that word: whose, and what it gives.
    fn implement(&mut self, words: &[&str]) {
        let Some(open) = words.iter().position(|word| *word == "{") else {
            return;
        };
        let mut head = &words[after_generics(words)..open];
        if let Some(at) = head.iter().position(|word| *word == "for") {
            head = &head[at + 1..];
        }
        let Some(at) = head
            .iter()
            .position(|word| is_name(word) && !["dyn", "mut"].contains(word))
        else {
            return;
        };
        let of = path_at(head, at);
        let mut depth = 0;
        for (at, word) in words.iter().enumerate().skip(open) {
            match *word {
                "{" => depth += 1,
                "}" if depth == 1 => return,
                "}" => depth -= 1,
                "fn" | "const" if depth == 1 && words.get(at + 1).is_some_and(|name| is_name(name)) => {
                    self.implemented.push((of.clone(), words[at + 1].to_owned()));
                }
                _ => {}
            }
        }
    }
}

/// What a file defines at its top level, each with the word that defines it: `("enum", "Role")`.
pub fn defined<'a>(words: &[&'a str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    const KINDS: [&str; 8] = ["struct", "enum", "union", "trait", "type", "fn", "const", "static"];
    let mut depth = 0;
    // Within the brackets of a macro stands what it makes.
    let mut made = false;
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        match *word {
            "(" | "[" | "{" => {
                made |= depth == 0 && at > 0 && (words[at - 1] == "!" && words[at.saturating_sub(2)] != "#");
                depth += 1;
            }
            ")" | "]" | "}" => {
                depth -= 1;
                made &= depth > 0;
            }
            "macro_rules" if depth == 0 => found.extend(words.get(at + 2).map(|name| ("macro", *name))),
            kind if KINDS.contains(&kind) && (depth == 0 || depth == 1 && made) => {
                let name = words.get(at + 1).filter(|name| is_name(name) && **name != "fn");
                found.extend(name.map(|name| (kind, *name)));
            }
            // A macro that takes nothing but the name: `id!(OrderId)`.
            "id" if depth == 0 && words.get(at + 1) == Some(&"!") => {
                found.extend(words.get(at + 3).map(|name| ("struct", *name)));
            }
            _ => {}
        }
    }
    found.into_iter()
}

/// Names, `::`, arrows and single signs.
pub fn words(code: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_') {
            Some(0) => ["::", "->", "=>"]
                .into_iter()
                .find(|sign| rest.starts_with(sign))
                .map_or(first.len_utf8(), str::len),
            Some(length) => length,
            None => rest.len(),
        };
        let (word, after) = rest.split_at(length);
        words.push(word);
        rest = after.trim_start();
    }
    words
}

/// The path that begins with that word: `a::b::c`.
fn path_at(words: &[&str], at: usize) -> Vec<String> {
    let mut path = Vec::new();
    let mut at = at;
    while let Some(word) = words.get(at).filter(|word| is_name(word)) {
        path.push((*word).to_owned());
        if words.get(at + 1) != Some(&"::") {
            break;
        }
        at += 2;
    }
    path
}

/// Where `<…>` at the beginning ends.
fn after_generics(words: &[&str]) -> usize {
    let mut depth = 0;
    for (at, word) in words.iter().enumerate() {
        match *word {
            "<" => depth += 1,
            ">" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return if at == 0 { 0 } else { at + 1 };
        }
    }
    0
}

fn is_name(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
}

/// The module a file is: `src/store/mod.rs` is `store`.
fn path(file: &str) -> Vec<String> {
    let below = file.trim_start_matches("src/").trim_end_matches(".rs");
    let parts = below.split('/').filter(|part| !["mod", "lib"].contains(part));
    parts.map(str::to_owned).collect()
}
