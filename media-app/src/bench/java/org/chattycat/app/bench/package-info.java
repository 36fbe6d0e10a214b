/** {@code ./chatty-cat bench call}: calls of scripted participants, and what the parts of the product need for them. */
package org.chattycat.app.bench;
