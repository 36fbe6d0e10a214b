/** Latency samples: live values from all workers, the embedded worker, and queries of what is stored. */
package org.chattycat.app.latency;
