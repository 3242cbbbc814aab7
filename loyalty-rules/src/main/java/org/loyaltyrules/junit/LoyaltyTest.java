package org.loyaltyrules.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class about a program: the program is loaded once, and methods that ask for a
 * {@link org.loyaltyrules.testing.ProgramVerifier} or a {@link org.loyaltyrules.LoyaltyProgram} get it. When all tests of
 * the class have run, those rules are printed that none of them made fire.
 *
 * <p>Names either a bundled program or a folder.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LoyaltyExtension.class)
public @interface LoyaltyTest {

    /** The name of a program on the class path; empty where a folder is named. */
    String value() default "";

    /** The program's folder, as seen from the directory in which the tests run; empty where a bundled program is named. */
    String folder() default "";

    /** Whether the class fails where a rule did not fire in any of its tests; also where only some of them were run. */
    boolean everyRule() default false;
}
