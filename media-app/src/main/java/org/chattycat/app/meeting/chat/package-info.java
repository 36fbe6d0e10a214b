/** The chat of a meeting: what people write is kept with the meeting, in the order in which it was sent. */
package org.chattycat.app.meeting.chat;
