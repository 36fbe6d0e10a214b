/** What leaves the worker at once, beside the rows that follow in batches: measurements and advice. */
package org.chattycat.analysis.live;
