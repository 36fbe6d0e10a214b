/** Live samples and advice, which leave the worker at once; the rows follow in batches. */
package org.chattycat.analysis.live;
