/** What runs, how it is and what is wrong, for the operators of this installation. */
package org.chattycat.app.status;
