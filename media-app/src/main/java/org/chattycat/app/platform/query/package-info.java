/** Arguments and pages of GraphQL fields, for all packages that have controllers. */
package org.chattycat.app.platform.query;
