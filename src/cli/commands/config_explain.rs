//! `config explain`: a rule in words, its settings and where each comes from, and what it touches now.

use std::collections::BTreeMap;

use clap::Args;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::table;
use crate::cli::setting_source;
use crate::cli::setting_source::Source;
use crate::config;
use crate::config::Setting;
use crate::domain::task::Rule;
use crate::text;
use crate::view::plan;
use crate::words;

/// `config explain`
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A rule (R1 to R40) or a setting; without it every rule in a line
    #[arg(value_name = "RULE")]
    name: Option<String>,
}

/// Prints the rule or the setting that is meant, or all rules.
pub fn run(context: &Context, args: &ExplainArgs) -> Result<Reply, Failure> {
    let Some(name) = args.name.as_deref().map(str::trim) else {
        return Ok(all(context));
    };
    let settings = config::listing(context.every_setting());
    if let Some(rule) = rule_named(name) {
        let touched = touched(context, &[rule])?;
        let shape = rule_json(context, rule, &settings, &touched);
        return Ok(context.reply(&shape, || plain(context, rule, &settings, touched.get(&rule).copied())));
    }
    let named: Vec<Setting> = settings
        .iter()
        .filter(|setting| setting.is_named(name))
        .cloned()
        .collect();
    if named.is_empty() {
        let args = [("value", text::clean(name).into())];
        let message = context.tr.with("explain-unknown", &args);
        return Err(Failure::new(
            Kind::Usage,
            message,
            words::said(&context.tr, &config::nearest_name(name, &settings)),
        ));
    }
    let reads = |rule: &Rule| named.iter().any(|setting| setting.is_read_by(*rule));
    let rules: Vec<Rule> = config::rules().filter(reads).collect();
    let touched = touched(context, &rules)?;
    if context.form == Form::Json {
        let of_rule = |rule: &Rule| rule_json(context, *rule, &settings, &touched);
        return Ok(Reply::json(&object! {
            settings: named.iter().map(|setting| setting_json(context, setting)).collect::<Vec<_>>(),
            rules: rules.iter().map(of_rule).collect::<Vec<_>>(),
        }));
    }
    let mut out = lines(context, &named);
    for rule in rules {
        out.push('\n');
        out.push_str(&plain(context, rule, &settings, touched.get(&rule).copied()));
    }
    Ok(Reply::text(&out))
}

fn all(context: &Context) -> Reply {
    let titles: Vec<_> = config::rules()
        .map(|rule| object! { rule, title: words::rule(&context.tr, rule) })
        .collect();
    context.reply(&titles, || {
        let rows = titles.iter().map(|t| vec![t.rule.to_string(), t.title.clone()]);
        table(&[], rows)
    })
}

/// How many open orders the rules touch; nothing is known where there is no database yet.
fn touched(context: &Context, rules: &[Rule]) -> Result<BTreeMap<Rule, usize>, Failure> {
    let known = context.has_database();
    if !known {
        return Ok(BTreeMap::new());
    }
    let desk = context.desk_to_read()?;
    context.told(desk.read(|look| plan::touched(look, rules)))
}

fn rule_json(
    context: &Context,
    rule: Rule,
    settings: &[Setting],
    touched: &BTreeMap<Rule, usize>,
) -> impl Serialize + use<> {
    let own = settings.iter().filter(|setting| setting.is_read_by(rule));
    object! {
        rule,
        title: words::rule(&context.tr, rule),
        words: words::rule_in_full(&context.tr, rule).replace('\n', " "),
        settings: own.map(|setting| setting_json(context, setting)).collect::<Vec<_>>(),
        open_orders: touched.get(&rule).copied(),
    }
}

fn setting_json(context: &Context, setting: &Setting) -> impl Serialize + use<> {
    let (source, line, variable) = match setting_source::of(context, setting) {
        Source::Default => ("default", None, None),
        Source::Published(_) => ("published", None, None),
        Source::File(line) => ("file", Some(line), None),
        Source::Variable(name) => ("environment", None, Some(name)),
        Source::Option(_) => ("option", None, None),
    };
    object! {
        section: setting.section.clone(),
        name: setting.name,
        value: value(context, setting),
        default: setting.default.clone(),
        source,
        file: line.and_then(|_| context.config_file().map(|path| path.display().to_string())),
        line,
        variable,
    }
}

/// What holds: a variable goes before the file.
fn value(context: &Context, setting: &Setting) -> Option<String> {
    let variable = match setting_source::of(context, setting) {
        Source::Variable(name) => context.variable(name).map(str::to_owned),
        Source::Default | Source::Published(_) | Source::File(_) | Source::Option(_) => None,
    };
    variable.or_else(|| setting.value.clone())
}

fn plain(context: &Context, rule: Rule, settings: &[Setting], touched: Option<usize>) -> String {
    let own: Vec<Setting> = settings.iter().filter(|s| s.is_read_by(rule)).cloned().collect();
    let settings = if own.is_empty() {
        format!("{}\n", context.tr.text("explain-no_settings"))
    } else {
        lines(context, &own)
    };
    let title = words::rule(&context.tr, rule);
    let words = words::rule_in_full(&context.tr, rule);
    let touched = touched.map(|count| context.tr.with("explain-touches", &[("count", count.into())]));
    let touched = touched.map(|words| format!("\n{words}\n")).unwrap_or_default();
    format!("{rule}  {title}\n\n{words}\n\n{settings}{touched}")
}

fn lines(context: &Context, settings: &[Setting]) -> String {
    let rows = settings.iter().map(|setting| {
        let value = value(context, setting).unwrap_or_else(|| context.tr.text("explain-unset"));
        vec![
            setting.full_name(),
            format!("= {value}"),
            setting_source::said(context, setting),
        ]
    });
    table(&[], rows)
}

/// `R4`, `r4` or `4`; the letter may be typed on the other layout's look-alike.
fn rule_named(name: &str) -> Option<Rule> {
    let number = name.strip_prefix(['R', 'r', 'Р', 'р']).unwrap_or(name);
    let number: u8 = number.parse().ok()?;
    config::rules().find(|rule| rule.0 == number)
}
