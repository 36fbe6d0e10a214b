/** Shares the history of a meeting, or a comparison, by a link, and shows what a link is for. */
package org.chattycat.app.latency.share;
