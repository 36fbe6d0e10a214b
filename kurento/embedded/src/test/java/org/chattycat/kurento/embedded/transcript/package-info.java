/** Replays what a real Kurento was asked, and compares the answers. */
package org.chattycat.kurento.embedded.transcript;
