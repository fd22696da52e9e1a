//! What a text may be made of: values, choices and lists gone through. Nothing that makes a text of texts, a list or a
//! function, so that no text, however it came here, grows without end where its output is not yet seen.

use minijinja::machinery::Span;
use minijinja::machinery::ast::BinOpKind;
use minijinja::machinery::ast::CallArg;
use minijinja::machinery::ast::Expr;
use minijinja::machinery::ast::Stmt;
use minijinja::machinery::parse;

/// The line of a text, from 1, and what is wrong there.
pub type TemplateFault = (Option<usize>, String);

/// Refuses a text that holds more than texts are made of. One that cannot be read at all is left to the engine.
pub(super) fn check(name: &str, text: &str) -> Result<(), TemplateFault> {
    match parse(text, name, minijinja::syntax::SyntaxConfig::default()) {
        Ok(template) => statement(&template),
        Err(_) => Ok(()),
    }
}

fn statement(stmt: &Stmt<'_>) -> Result<(), TemplateFault> {
    match stmt {
        Stmt::Template(part) => statements(&part.children),
        Stmt::EmitExpr(part) => expression(&part.expr),
        Stmt::EmitRaw(_) => Ok(()),
        Stmt::ForLoop(part) if !part.recursive => {
            expressions([&part.target, &part.iter].into_iter().chain(&part.filter_expr))?;
            statements(&part.body)?;
            statements(&part.else_body)
        }
        Stmt::IfCond(part) => {
            expression(&part.expr)?;
            statements(&part.true_body)?;
            statements(&part.false_body)
        }
        Stmt::Set(part) => expressions([&part.target, &part.expr]),
        Stmt::ForLoop(part) => fault(part.span(), "recursive"),
        Stmt::WithBlock(part) => fault(part.span(), "with"),
        Stmt::SetBlock(part) => fault(part.span(), "set without `=`"),
        Stmt::AutoEscape(part) => fault(part.span(), "autoescape"),
        Stmt::FilterBlock(part) => fault(part.span(), "filter"),
        Stmt::Do(part) => fault(part.span(), "do"),
    }
}

fn statements(all: &[Stmt<'_>]) -> Result<(), TemplateFault> {
    all.iter().try_for_each(statement)
}

fn expression(expr: &Expr<'_>) -> Result<(), TemplateFault> {
    match expr {
        Expr::Var(_) | Expr::Const(_) => Ok(()),
        Expr::UnaryOp(part) => expression(&part.expr),
        Expr::BinOp(part) => match part.op {
            BinOpKind::Add => fault(expr.span(), "+"),
            BinOpKind::Mul => fault(expr.span(), "*"),
            BinOpKind::Pow => fault(expr.span(), "**"),
            BinOpKind::Concat => fault(expr.span(), "~"),
            _ => expressions([&part.left, &part.right]),
        },
        Expr::Compare(part) => expressions([&part.expr].into_iter().chain(part.ops.iter().map(|op| &op.expr))),
        Expr::IfExpr(part) => expressions([&part.test_expr, &part.true_expr].into_iter().chain(&part.false_expr)),
        Expr::Filter(part) => {
            expressions(&part.expr)?;
            arguments(&part.args)
        }
        Expr::Test(part) => {
            expression(&part.expr)?;
            arguments(&part.args)
        }
        Expr::GetAttr(part) => expression(&part.expr),
        Expr::GetItem(part) => expressions([&part.expr, &part.subscript_expr]),
        Expr::Slice(_) | Expr::Call(_) | Expr::List(_) | Expr::Tuple(_) | Expr::Map(_) => {
            fault(expr.span(), expr.description())
        }
    }
}

fn expressions<'a>(all: impl IntoIterator<Item = &'a Expr<'a>>) -> Result<(), TemplateFault> {
    all.into_iter().try_for_each(expression)
}

fn arguments(all: &[CallArg<'_>]) -> Result<(), TemplateFault> {
    all.iter().try_for_each(|argument| match argument {
        CallArg::Pos(expr) | CallArg::Kwarg(_, expr) => expression(expr),
        CallArg::PosSplat(expr) | CallArg::KwargSplat(expr) => fault(expr.span(), "*"),
    })
}

fn fault(span: Span, what: &str) -> Result<(), TemplateFault> {
    Err((Some(usize::from(span.start_line)), refused(what)))
}

fn refused(what: &str) -> String {
    format!("`{what}` is not for texts like this")
}
