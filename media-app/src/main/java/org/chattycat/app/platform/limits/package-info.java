/** Rate limits: in Postgres, so that several instances share them, or in memory for what happens very often. */
package org.chattycat.app.platform.limits;
