/** {@code ./chatty-cat bench}: what this part does per second and how well, as JSON lines on standard output. */
package org.chattycat.analysis.bench;
