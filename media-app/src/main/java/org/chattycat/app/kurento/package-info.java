/** The media servers of this installation: their configuration, and the choice of one for a meeting. */
package org.chattycat.app.kurento;
