/** {@code ./chatty-cat read-clocks}: runs the reader on files and prints CSV. */
package org.chattycat.analysis.cli;
