/** Codes of meetings that people can say: how they are made and read. */
package org.chattycat.app.meeting.code;
