/**
 * flocker as its users have it: its command line against real nodes. Each class makes n1 to n3 of
 * the lab anew, in a lab that is up; that needs root.
 */
@NullMarked
package dev.flocker.lab;

import org.jspecify.annotations.NullMarked;
