package org.chattycat.app.meeting;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MeetingProperties.class, AccessCheckProperties.class})
class MeetingConfiguration {}
