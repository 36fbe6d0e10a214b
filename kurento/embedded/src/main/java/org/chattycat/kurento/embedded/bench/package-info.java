/** Synthetic peers, and benchmarks of forwarding that run with them. */
package org.chattycat.kurento.embedded.bench;
