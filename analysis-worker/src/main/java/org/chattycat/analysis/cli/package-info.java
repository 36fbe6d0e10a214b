/** {@code ./chatty-cat read-clocks}: the reader on files, by itself, as CSV. */
package org.chattycat.analysis.cli;
