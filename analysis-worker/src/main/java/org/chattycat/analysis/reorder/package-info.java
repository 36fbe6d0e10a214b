/** Puts packets back into the order in which they were sent, as far as waiting a little can. */
package org.chattycat.analysis.reorder;
