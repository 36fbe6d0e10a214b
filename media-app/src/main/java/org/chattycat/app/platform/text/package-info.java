/** Text that people typed. */
package org.chattycat.app.platform.text;
