/** Rate limits: in PostgreSQL, where all instances share them, or in memory for very frequent operations. */
package org.chattycat.app.platform.limits;
