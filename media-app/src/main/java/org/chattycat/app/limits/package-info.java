/** Rate limits, kept in Postgres so that several instances share them. */
package org.chattycat.app.limits;
