package org.chattycat.app;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The tests that measure time, which are those with browsers in calls and some that compare how long people wait, as a
 * single class to Failsafe: so they run one after the other in one process, while another runs all other integration tests.
 */
@Suite
@SelectPackages("org.chattycat.app.browser")
@SelectClasses(names = {"org.chattycat.app.call.QueryAttackIT", "org.chattycat.app.identity.signin.SignInIT"})
@IncludeClassNamePatterns(".*IT")
@ConfigurationParameter(
        key = "junit.jupiter.testclass.order.default",
        value = "org.junit.jupiter.api.ClassOrderer$ClassName")
class TimedSuite {}
