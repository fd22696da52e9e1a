//! The way to a mailbox: open or closed, and no more comes over it than is asked for.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::Context;
use std::task::Poll;

use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;
use tokio::io::ReadBuf;

use super::literal::LiteralWatch;

/// What letters come by.
pub(super) trait LetterStream: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug> LetterStream for T {}

/// A stream that ends after a number of bytes: endless sending fills no memory.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) stream: Box<dyn LetterStream>,
    /// How many bytes may still come.
    pub(super) left: usize,
    /// Reads along: a literal is refused before the crate makes room for it.
    pub(super) literals: LiteralWatch,
}

impl AsyncRead for Way {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, into);
        let came = into.filled().len() - before;
        if came > self.left {
            return Poll::Ready(Err(io::Error::other("it sends more than was asked for")));
        }
        self.left -= came;
        let Way { literals, .. } = &mut *self;
        if !literals.allows(&into.filled()[before..]) {
            return Poll::Ready(Err(io::Error::other("it sends more than was asked for")));
        }
        read
    }
}

impl AsyncWrite for Way {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
