package org.chattycat.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application that people use: accounts, meetings, calls and the web page. */
@SpringBootApplication
public class MediaApp {
    public static void main(String[] arguments) {
        SpringApplication.run(MediaApp.class, arguments);
    }
}
