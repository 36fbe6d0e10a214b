/**
 * The product's own clocks: the clock page on a phone, and the stamp that a page draws into its camera's picture. A
 * {@code ClockLinks} link lets a phone in without an account. {@code OpenClocks} leases the id that the clock shows, for as long as
 * its page sends true reports. Messages arrive over {@code ClockSocketHandler} or {@code ClockPollController}, stamps' messages over
 * the call.
 */
package org.chattycat.app.clock;
