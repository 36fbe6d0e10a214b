/** What is measured of a meeting's video while it goes on, for subscriptions. */
package org.chattycat.app.latency.live;
