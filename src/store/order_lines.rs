//! The lines of orders.

use super::StoreError;
use super::db::Conn;
use super::db::args_from;
use super::db::prepare;
use super::lists::marks;
use crate::domain::ids::OrderId;
use crate::domain::order::Line;

/// What orders ask for, each order's lines in their order.
pub(super) fn read_lines(conn: &Conn, orders: &[i64], mut each: impl FnMut(OrderId, Line)) -> Result<(), StoreError> {
    let sql = format!(
        "select order_id, sku, name, parameters, quantity_milli, price, total from order_lines \
         where order_id in ({}) order by order_id, position",
        marks(1, orders.len())
    );
    let mut select = prepare(conn, &sql)?;
    let mut rows = select.query(args_from(orders))?;
    while let Some(row) = rows.next()? {
        let line = Line {
            sku: row.get(1)?,
            name: row.get(2)?,
            parameters: row.get(3)?,
            quantity_milli: row.get(4)?,
            price: row.get(5)?,
            total: row.get(6)?,
        };
        each(OrderId(row.get(0)?), line);
    }
    Ok(())
}

/// What an order asks for, in its order.
pub(super) fn lines(conn: &Conn, id: OrderId) -> Result<Vec<Line>, StoreError> {
    let mut lines = Vec::new();
    read_lines(conn, &[id.0], |_, line| lines.push(line))?;
    Ok(lines)
}
