//! Scripts are chosen, filled and read.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::symlink;
#[cfg(unix)]
use std::process::Command;
use std::time::Duration;
use std::time::Instant;

use minijinja::Value;
use minijinja::context;

use super::Script;
use super::Scripts;
use super::StepKind;
use super::choose::NAMES;
use super::choose::SEGMENTS;
use super::scripts::BROUGHT;
use super::template::fill;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::template::values;
use crate::words;

fn filled(text: &str, values: Value) -> Script {
    fill("test", text, values).unwrap()
}

impl Scripts {
    fn first(&self, name: &str) -> Option<&str> {
        self.texts(name).next()
    }
}

fn steps(script: &Script) -> Vec<(StepKind, &str)> {
    script
        .steps
        .iter()
        .map(|step| (step.kind, step.text.as_str()))
        .collect()
}

#[test]
fn a_list_is_points_a_quotation_is_said_and_the_rest_is_advice() {
    let text = "# Title\n\n> Hello,\n> there\n\n- one\n- *two*\n\nSay no more.\n";
    let script = filled(text, context! {});
    assert_eq!(script.title, "Title");
    assert_eq!(
        steps(&script),
        [
            (StepKind::Say, "Hello, there"),
            (StepKind::Point, "one"),
            (StepKind::Point, "two"),
            (StepKind::Advice, "Say no more."),
        ]
    );
}

#[test]
fn a_value_is_neither_markdown_nor_a_control_character() {
    let values = context! { name => "- *Ann*\n# [x](y) <b>\u{1b}[31m" };
    let script = filled("- {{ name }}\n", values);
    assert_eq!(steps(&script), [(StepKind::Point, "- *Ann* # [x](y) <b>[31m")]);
}

#[test]
fn a_point_of_another_wording_is_another_point() {
    let of = |total: &str| filled("- Total {{ total }}\n- Name\n", context! { total }).steps;
    let (old, new) = (of("100"), of("120"));
    assert_ne!(old[0].key, new[0].key);
    assert_eq!(old[1].key, new[1].key);
}

#[test]
fn every_text_the_program_brings_can_be_filled_and_has_points() {
    for texts in BROUGHT {
        for (name, text) in texts {
            let scripts = values::trials().map(|values| fill(name, text, values).unwrap());
            let script = scripts[1].clone();
            assert!(!script.title.is_empty(), "{name}");
            assert!(script.progress(&[]).1 >= 3, "{name}: {script:?}");
            let known = NAMES.iter().any(|task| {
                let special = SEGMENTS.iter().map(|segment| format!("{task}-{segment}"));
                *name == *task || special.into_iter().any(|special| special == *name)
            });
            assert!(known, "{name}");
        }
    }
    let names = |texts: &[(&'static str, &str)]| texts.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    assert!(BROUGHT.iter().all(|texts| names(texts) == names(BROUGHT[0])));
}

#[test]
fn the_shops_own_texts_go_before_those_the_program_brings() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("en")).unwrap();
    fs::write(folder.path().join("en/decide.md"), "# Ours\n\n- ask\n").unwrap();
    // One that is broken gives way to the program's own, and takes no other with it.
    fs::write(folder.path().join("en/return_call.md"), "- {{ order.nubmer }}\n").unwrap();
    let (scripts, broken) = Scripts::load(folder.path(), Lang::En);
    assert_eq!(broken.len(), 1);
    assert_eq!(scripts.first("decide"), Some("# Ours\n\n- ask\n"));
    assert!(scripts.first("return_call").unwrap().starts_with("# Return"));
    let (russian, _) = Scripts::load(folder.path(), Lang::Ru);
    assert!(russian.first("decide").unwrap().starts_with("# Довести"));
}

#[test]
fn a_text_that_cannot_be_used_is_refused_with_its_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    let english = folder.path().join("en");
    fs::create_dir(&english).unwrap();
    let cases = [
        ("greeting.md", "- hello\n", "no script is called `greeting`"),
        ("decide-poor.md", "- hello\n", "no script is called `decide-poor`"),
        (
            "decide.md",
            "- fine\n- {{ order.nubmer }}\n",
            "decide.md:2: undefined value",
        ),
        ("decide.md", "- fine\n- {{ order.number\n", "decide.md:2: syntax error"),
        (
            "return_call.md",
            "- {{ order.number }}\n",
            "return_call.md:1: undefined value",
        ),
    ];
    for (name, text, said) in cases {
        fs::write(english.join(name), text).unwrap();
        let error = Scripts::load(folder.path(), Lang::En).1.remove(0);
        assert!(error.to_string().contains(said), "{error}");
        assert!(
            !words::said(&Tr::new(Lang::Ru), &error.hint).contains("hint"),
            "{error}"
        );
        fs::remove_file(english.join(name)).unwrap();
    }
    fs::write(english.join("decide.md"), "- {{ order.number }}\n").unwrap();
    fs::write(
        english.join("call_back.md"),
        "- {% if order %}{{ order.number }}{% endif %}\n",
    )
    .unwrap();
    assert!(
        Scripts::load(folder.path(), Lang::En)
            .0
            .first("call_back")
            .unwrap()
            .contains("endif")
    );
    let (empty, _) = Scripts::load(&folder.path().join("none"), Lang::En);
    assert!(empty.first("decide").is_some());
}

/// Texts that would grow or go on without end, and where and why each is refused.
#[test]
fn no_text_grows_or_goes_on_without_end() {
    let doubling = |step: &str| format!("{{% set a = order.number %}}\n{}{{{{ a }}}}", step.repeat(60));
    let nested = |depth: usize| {
        format!(
            "{}x{}",
            "{% for a in order.lines %}".repeat(depth),
            "{% endfor %}".repeat(depth)
        )
    };
    let long = "x".repeat(60_000);
    let cases = [
        ("- {{ 'x' * 100000000 }}".to_owned(), Some(1), "`*`"),
        ("- fine\n- {{ order.number ~ 'x' }}".to_owned(), Some(2), "`~`"),
        (doubling("{% set a = a + a %}\n"), Some(2), "`+`"),
        (doubling("{% set a = [a, a] %}\n"), Some(2), "`list literal`"),
        (doubling("{% set a = a, a %}\n"), Some(2), "`tuple literal`"),
        (doubling("{% set a = {'a': a} %}\n"), Some(2), "`map literal`"),
        (
            doubling("{% set a %}{{ a }}{{ a }}{% endset %}\n"),
            Some(2),
            "`set without `=``",
        ),
        ("{{ range(100000) }}".to_owned(), Some(1), "`call`"),
        (
            "{% for line in order.lines recursive %}{{ loop(order.lines) }}{% endfor %}".to_owned(),
            Some(1),
            "`recursive`",
        ),
        ("{% with a = order %}{% endwith %}".to_owned(), Some(1), "`with`"),
        ("{% filter upper %}x{% endfilter %}".to_owned(), Some(1), "`filter`"),
        (
            "{{ order.number|indent(100000000) }}".to_owned(),
            Some(1),
            "unknown filter",
        ),
        (
            "{{ order.number|replace('', 'xxxx') }}".to_owned(),
            Some(1),
            "unknown filter",
        ),
        ("{{ order.lines }}".to_owned(), Some(1), "gone through with"),
        (
            format!("{{% set t = '{long}' %}}{{% for a in t %}}{{% for b in t %}}{{% endfor %}}{{% endfor %}}"),
            Some(1),
            "fuel",
        ),
        (
            format!(
                "{{% for a in '{}' %}}{}{{% endfor %}}",
                "x".repeat(100),
                "y".repeat(50_000)
            ),
            None,
            "256 KB",
        ),
        (nested(60), Some(1), "recursion limit exceeded"),
        (nested(5_000), Some(1), "maximum recursion"),
    ];
    let began = Instant::now();
    for (text, line, said) in cases {
        let values = values::trials()[2].clone();
        let fault = fill("decide", &text, values).unwrap_err();
        assert!(
            fault.1.contains(said),
            "{fault:?} of {:?}",
            &text[..text.len().min(100)]
        );
        assert_eq!(fault.0, line, "{fault:?}");
    }
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn what_scripts_are_made_of_is_enough_for_a_shop() {
    let text = "- {{ order.number|upper }}{% set total = order.total %}\n\
                {% for line in order.lines if line.name and not line.price == '0' %}\
                - {{ loop.index }} {{ line.name|default('?')|trim }}\n\
                {% else %}nothing{% endfor %}\
                {% if order.lines|length - 1 < 3 %}- {{ total if order.is_owed else 'x' }}{% endif %}\n\
                - {{ order.lines[0].name|lower }}\n";
    let script = filled(text, values::trials()[2].clone());
    assert_eq!(script.progress(&[]).1, 4, "{script:?}");
}

#[cfg(unix)]
#[test]
fn only_a_small_regular_file_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let english = folder.path().join("en");
    fs::create_dir(&english).unwrap();
    let path = english.join("decide.md");
    let pipe = || assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    let cases: [(&dyn Fn(), &str); 5] = [
        (&|| fs::create_dir(&path).unwrap(), "it is no regular file"),
        (&|| symlink("/dev/zero", &path).unwrap(), "it is no regular file"),
        (&pipe, "it is no regular file"),
        (
            &|| fs::write(&path, "x".repeat(64 * 1024 + 1)).unwrap(),
            "it is larger than 64 KB",
        ),
        (&|| fs::write(&path, [0xff, 0xfe]).unwrap(), "valid UTF-8"),
    ];
    for (make, said) in cases {
        make();
        let error = Scripts::load(folder.path(), Lang::En).1.remove(0);
        assert!(
            error.to_string().contains("decide.md: cannot be read") && error.to_string().contains(said),
            "{error}"
        );
        fs::remove_file(&path).or_else(|_| fs::remove_dir(&path)).unwrap();
    }
    let elsewhere = folder.path().join("ours.md");
    fs::write(&elsewhere, "- ours\n").unwrap();
    symlink(&elsewhere, &path).unwrap();
    assert_eq!(
        Scripts::load(folder.path(), Lang::En).0.first("decide"),
        Some("- ours\n")
    );
}
