/** Replays recorded requests to a real Kurento and compares the answers. */
package org.chattycat.kurento.embedded.transcript;
