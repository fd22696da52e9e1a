//! `demo`: the console over a made-up shop in a file of its own, which goes when the console is left.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
#[cfg(unix)]
use std::thread;

use clap::Args;

use super::console;
use super::console::Over;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::json::stamp;
use crate::cli::output::reply::Progress;
use crate::cli::output::reply::Reply;
use crate::clock::Clock;
use crate::demo;
use crate::demo::DemoOpening;
use crate::demo::Fill;
use crate::demo::Life;
use crate::demo::LifeSetup;
use crate::demo::Speed;
use crate::desk::Desk;
use crate::desk::Location;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::settings::Settings;
use crate::domain::time::Time;
use crate::private_file::Readers;
use crate::private_file::make_new_folder;
use crate::tui::tour::state::Tour;

/// `demo`
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Another shop for another number
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// A large shop of N orders instead of the small one
    #[arg(long, value_name = "COUNT")]
    orders: Option<usize>,
    /// How many of them are still worked on; two in a hundred when left out
    #[arg(long, value_name = "COUNT", requires = "orders")]
    open: Option<usize>,
    /// How many times faster than life orders, calls and money come and a colleague works; 0: nothing happens
    #[arg(long, value_name = "TIMES", default_value_t = Speed::USUAL, value_parser = speed, conflicts_with = "no_ui")]
    speed: Speed,
    /// Only fill the new file that --db names: for trying commands
    #[arg(long)]
    no_ui: bool,
}

/// Opens the console over a made-up shop.
pub fn run(context: &Context, args: &DemoArgs) -> Result<Reply, Failure> {
    // Nothing of the made-up past ever left.
    let mut context = context.clone();
    context.tr = context.tr.of_a_made_up_past();
    let context = &context;
    let settings = Arc::new(context.made_up_settings());
    let start = demo::clock(context.now(), &settings);
    let named = context.named_database()?.map(|named| match named {
        Location::File(file) => Ok(file),
        Location::Server(_) => Err(Failure::usage(&context.tr, "cli-demo_server", "")),
    });
    let named = named.transpose()?;
    if args.no_ui {
        let file = named.ok_or_else(|| Failure::usage(&context.tr, "cli-demo_unnamed", ""))?;
        fill(context, &file, &settings, start, args, DemoOpening::Busy)?;
        let shape = object! {
            database: file.display().to_string(),
            now: stamp(start),
        };
        let told = [
            ("file", shape.database.as_str().into()),
            ("now", shape.now.as_str().into()),
        ];
        return Ok(context.reply(&shape, || context.tr.with("cli-demo_filled", &told)));
    }
    console::needs_terminal(context)?;
    let folder = match named {
        Some(_) => None,
        None => Some(Folder::new(context)?),
    };
    let file = match (named, &folder) {
        (Some(file), _) => file,
        (None, Some(folder)) => folder.0.join("demo.db"),
        (None, None) => return Err(Failure::usage(&context.tr, "cli-demo_unnamed", "")),
    };
    let watched = folder.as_ref().map(Folder::watch);
    // A large shop is made by numbers, not told: what its first row is nobody knows.
    let opening = match args.orders {
        Some(_) => DemoOpening::Busy,
        None => DemoOpening::Calm,
    };
    fill(context, &file, &settings, start, args, opening)?;
    drop(watched);
    let clock = Clock::running(start);
    // Declared after the folder, so that its file is let go of before that is removed, whatever ends the console.
    let life = Life::begin(LifeSetup {
        database: Location::from(&file),
        settings: Arc::clone(&settings),
        viewer: context.viewer(),
        clock,
        language: context.tr.lang(),
        seed: args.seed,
        speed: args.speed,
        opening,
    });
    let over = Over {
        database: Location::File(file),
        settings,
        operator: context.viewer(),
        clock,
        tour: Some(Tour::Next).filter(|_| opening == DemoOpening::Calm),
        keeps_settings: false,
    };
    let reply = console::open(context, over)?;
    context.told(life.end())?;
    Ok(reply)
}

fn speed(text: &str) -> Result<Speed, String> {
    let times = text.parse().ok().and_then(Speed::new);
    times.ok_or_else(|| format!("a whole number from 0 to {}", Speed::MOST))
}

fn fill(
    context: &Context,
    file: &Path,
    settings: &Arc<Settings>,
    start: Time,
    args: &DemoArgs,
    opening: DemoOpening,
) -> Result<(), Failure> {
    if file.exists() {
        let name = file.display().to_string();
        return Err(Failure::usage(&context.tr, "cli-demo_exists", &name));
    }
    if let Some(orders) = args.orders {
        let shop = Fill {
            orders,
            open: args.open.unwrap_or(orders / OPEN_SHARE),
            seed: args.seed,
            now: start,
            language: context.tr.lang(),
        };
        let shown = Progress::new();
        let filled = demo::fill(file, settings, &shop, &mut |progress| shown.show(&how_far(progress)));
        return context.told(filled);
    }
    let who = Who {
        operator: context.viewer(),
        session: context.session(),
        claiming: Claiming::WhenAsked,
    };
    let mut desk = context.told(Desk::open(file, Arc::clone(settings), who, Clock::Stopped(start)))?;
    context.told(demo::seed(&mut desk, context.tr.lang(), args.seed, opening))
}

/// How often a folder that is written to is tried to be cleared.
#[cfg(unix)]
const CLEARINGS: usize = 20;

/// Of how many orders of a large shop one is still worked on.
const OPEN_SHARE: usize = 50;

fn how_far(progress: demo::Progress) -> String {
    match progress {
        demo::Progress::Orders(done, of) | demo::Progress::Indexes(done, of) => format!("{done} / {of}"),
    }
}

/// A new temporary folder; gone with everything in it when dropped.
struct Folder(PathBuf);

/// While it stands, a signal that ends the program clears the folder first. The console listens to signals itself; other
/// systems end a program without asking.
struct Watched(#[cfg(unix)] Option<signal_hook::iterator::Handle>);

impl Drop for Watched {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(handle) = &self.0 {
            handle.close();
        }
    }
}

impl Folder {
    #[cfg(unix)]
    fn watch(&self) -> Watched {
        use signal_hook::consts::SIGHUP;
        use signal_hook::consts::SIGINT;
        use signal_hook::consts::SIGTERM;
        use signal_hook::iterator::Signals;

        // Without it the folder is the system's to clear.
        let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT]) else {
            return Watched(None);
        };
        let (handle, folder) = (signals.handle(), self.0.clone());
        thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                // The file is still written to, and what appears meanwhile keeps the folder from going.
                let _ = (0..CLEARINGS).any(|_| fs::remove_dir_all(&folder).is_ok());
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        });
        Watched(Some(handle))
    }

    #[cfg(not(unix))]
    #[expect(clippy::unused_self, reason = "nothing to watch for")]
    fn watch(&self) -> Watched {
        Watched()
    }

    fn new(context: &Context) -> Result<Folder, Failure> {
        let path = std::env::temp_dir().join(format!("dozvon-demo-{}", context.session()));
        match make_new_folder(&path, Readers::Owner) {
            Ok(()) => Ok(Folder(path)),
            Err(error) => {
                let why = format!("{}: {error}", path.display());
                Err(Failure::usage(&context.tr, "cli-no_demo_folder", &why).of_kind(Kind::Database))
            }
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed now is the system's to clear.
        let _ = fs::remove_dir_all(&self.0);
    }
}
