package org.loyaltyrules.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rule files that mean harm: each technique in each place of a rule file where it can stand. */
final class Malice {

    /** A file that must be refused. */
    record Case(String technique, String placement, String text) {
        @Override
        public String toString() {
            return technique + " in " + placement;
        }
    }

    private static final String START = "rule \"r\"\nwhen\n  $p : Purchase( )\n";
    private static final String END = "\nthen\n  award.points(1);\nend\n";

    /** Where an expression can stand; @ stands for it. */
    private static final Map<String, String> FOR_EXPRESSIONS = new LinkedHashMap<>();

    /** Where statements can stand. */
    private static final Map<String, String> FOR_STATEMENTS = new LinkedHashMap<>();

    static {
        FOR_EXPRESSIONS.put("constraint", "rule \"r\"\nwhen\n  Purchase( @ != null )" + END);
        FOR_EXPRESSIONS.put("right side", "rule \"r\"\nwhen\n  Purchase( id == (@) )" + END);
        FOR_EXPRESSIONS.put("binding", "rule \"r\"\nwhen\n  Purchase( $x : (@) )" + END);
        FOR_EXPRESSIONS.put("in", "rule \"r\"\nwhen\n  Purchase( id in (\"a\", @) )" + END);
        FOR_EXPRESSIONS.put("index", "rule \"r\"\nwhen\n  Purchase( member.attributes[@] == \"x\" )" + END);
        FOR_EXPRESSIONS.put("argument", "rule \"r\"\nwhen\n  Purchase( atLeast(@) )" + END);
        FOR_EXPRESSIONS.put("eval", START + "  eval( @ != null )" + END);
        FOR_EXPRESSIONS.put("inline eval", "rule \"r\"\nwhen\n  Purchase( eval( @ != null ) )" + END);
        FOR_EXPRESSIONS.put("from", START + "  Object( ) from @" + END);
        FOR_EXPRESSIONS.put("accumulate function", START + "  accumulate( LineItem( ); $s : sum(@) )" + END);
        FOR_EXPRESSIONS.put(
                "accumulate result",
                START + "  Number( ) from accumulate( LineItem( ), init( int n = 0; ), action( n++; ), result( @ ) )"
                        + END);
        FOR_EXPRESSIONS.put("salience", "rule \"r\"\n  salience( @ )\nwhen\n  Purchase( )" + END);
        FOR_EXPRESSIONS.put("enabled", "rule \"r\"\n  enabled( @ )\nwhen\n  Purchase( )" + END);
        FOR_EXPRESSIONS.put("timer", "rule \"r\"\n  timer( expr: @ )\nwhen\n  Purchase( )" + END);
        FOR_EXPRESSIONS.put("annotation", "rule \"r\"\n  @title( @@ )\nwhen\n  Purchase( )" + END);
        FOR_EXPRESSIONS.put("award argument", START + "then\n  award.tag(@);\nend\n");
        FOR_EXPRESSIONS.put("if", START + "then\n  if (@ != null) { award.points(1); }\nend\n");
        FOR_EXPRESSIONS.put("declared default", "declare Evil\n  x : String = @\nend\n" + START + END);
        FOR_EXPRESSIONS.put("query", "query \"q\"( )\n  Purchase( id == @ )\nend\n" + START + END);
        FOR_EXPRESSIONS.put(
                "named consequence", START + "  if ( @ != null ) do[x]\nthen\nthen[x]\n  award.points(1);\nend\n");

        FOR_STATEMENTS.put("consequence", START + "then\n  @\nend\n");
        FOR_STATEMENTS.put("consequence, after an award", START + "then\n  award.points(1);\n  @\nend\n");
        FOR_STATEMENTS.put("branch", START + "then\n  if ($p.first) { @ } else { award.points(1); }\nend\n");
        FOR_STATEMENTS.put("function", "function void evil() {\n  @\n}\n" + START + "then\n  evil();\nend\n");
        FOR_STATEMENTS.put(
                "accumulate init",
                START + "  Number( ) from accumulate( LineItem( ), init( @ ), action( ), result( 1 ) )" + END);
        FOR_STATEMENTS.put(
                "accumulate action",
                START + "  Number( ) from accumulate( LineItem( ), init( int n = 0; ), action( @ ), result( n ) )"
                        + END);
    }

    private Malice() {}

    /** Every case, of every technique that is refused when a file is loaded. */
    static List<Case> cases(String file, int port) {
        List<Case> cases = new ArrayList<>();
        expressions(file, port).forEach((technique, expression) -> {
            FOR_EXPRESSIONS.forEach((placement, text) -> cases.add(new Case(
                    technique,
                    placement,
                    text.replace("@@", expression)
                            .replace(" @ ", " " + expression + " ")
                            .replace("(@)", "(" + expression + ")")
                            .replace("[@]", "[" + expression + "]")
                            .replace(", @)", ", " + expression + ")")
                            .replace("from @", "from " + expression)
                            .replace("= @", "= " + expression)
                            .replace("(@ ", "(" + expression + " "))));
            FOR_STATEMENTS.forEach((placement, text) ->
                    cases.add(new Case(technique, placement, text.replace("@", expression + ";"))));
        });
        statements()
                .forEach((technique, statement) -> FOR_STATEMENTS.forEach(
                        (placement, text) -> cases.add(new Case(technique, placement, text.replace("@", statement)))));
        wholeFiles(file).forEach((technique, text) -> cases.add(new Case(technique, "file", text)));
        return cases;
    }

    private static Map<String, String> expressions(String file, int port) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("1 literal Runtime", "Runtime.getRuntime().exec(\"touch " + file + "\")");
        all.put("2 literal System", "System.setProperty(\"loyalty.canary\", \"dead\")");
        all.put("2 exit", "System.exit(1)");
        all.put("2 environment", "System.getenv(\"PATH\")");
        all.put("3 qualified static call", "java.lang.Runtime.getRuntime().exec(\"touch " + file + "\")");
        all.put("4 process builder", "new ProcessBuilder(\"touch\", \"" + file + "\").start()");
        all.put("4 file", "new java.io.FileOutputStream(\"" + file + "\")");
        all.put("6 class of a text", "\"\".getClass().forName(\"java.lang.System\")");
        all.put("7 class loader of a fact", "$p.getClass().getClassLoader()");
        all.put("7 class loader of this", "this.getClass().getClassLoader()");
        all.put("8 class as a property", "$p.class.classLoader");
        all.put("8 class as a property of the member", "member.class.name");
        all.put("9 project class loader", "drools.getProjectClassLoader()");
        all.put("10 context", "kcontext.getKieRuntime().getGlobals()");
        all.put("10 drools", "drools.getKieRuntime()");
        all.put("11 remove a rule", "kcontext.getKieRuntime().getKieBase().removeRule(\"a\", \"b\")");
        all.put("12 thread", "new Thread(() -> { }).start()");
        all.put("12 context class loader", "Thread.currentThread().getContextClassLoader()");
        all.put("13 method handles", "java.lang.invoke.MethodHandles.lookup()");
        all.put("13 reflect array", "Array.newInstance(Object, 1000000000)");
        all.put("14 script engine", "new javax.script.ScriptEngineManager().getEngineByName(\"js\")");
        all.put("14 compiler", "javax.tools.ToolProvider.getSystemJavaCompiler()");
        all.put("15 naming", "new javax.naming.InitialContext().lookup(\"ldap://127.0.0.1:" + port + "/x\")");
        all.put("16 object stream", "new java.io.ObjectInputStream(null).readObject()");
        all.put("17 xml", "javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder()");
        all.put("18 unicode escape", "Syst\\u0065m.exit(1)");
        all.put("18 homoglyph", "\u0405ystem.exit(1)");
        all.put("18 zero width", "Sys\u200Btem.exit(1)");
        all.put("18 direction", "id\u202E /* } */ \u202C");
        all.put("19 comment within", "1 /* \"*/ + System.exit(1) /* \" */");
        all.put("20 recursion", "evil(evil(1))");
        all.put("21 endless list", "java.util.stream.Stream.generate(() -> 1).iterator()");
        all.put("22 function class", "evil.Accumulate.result($p)");
        all.put("24 class literal", "System.class");
        all.put("25 side effect", "($p = null)");
        all.put("28 author's object", "new Evil(1)");
        all.put("29 mutates a list", "$p.getLines().clear()");
        all.put("29 mutates a set", "member.tags.add(\"GOLD\")");
        all.put("30 wait", "$p.wait()");
        all.put("30 notify", "notifyAll()");
        all.put("31 not a number", "(0.0 / 0)");
        all.put("31 infinity", "Double.POSITIVE_INFINITY");
        all.put("31 exponent", "1e1000000000");
        all.put("38 repeat", "\"x\".repeat(2000000000)");
        all.put("38 copies", "java.util.Collections.nCopies(2000000000, 1)");
        all.put("38 format", "String.format(\"%2000000000d\", 1)");
        all.put("41 clock", "java.time.LocalDate.now()");
        all.put("41 random", "Math.random()");
        all.put("41 default zone", "java.util.TimeZone.setDefault(null)");
        all.put("42 log", "System.out.append(\"x\")");
        all.put("43 network", "new java.net.URL(\"http://127.0.0.1:" + port + "\").openStream()");
        all.put("43 resource", "Purchase.getResourceAsStream(\"/\")");
        all.put("44 halt", "drools.halt()");
        all.put("44 focus", "drools.setFocus(\"x\")");
        return all;
    }

    private static Map<String, String> statements() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("27 throws", "throw new StackOverflowError(\"secret\");");
        all.put("28 inserts", "insert(new Object());");
        all.put("28 inserts logically", "insertLogical(\"x\");");
        all.put("29 modifies", "modify($p) { setAmount(null) }");
        all.put("30 synchronized", "synchronized ($p) { }");
        all.put("32 endless loop", "while (true) { }");
        all.put("32 endless for", "for (;;) { }");
        all.put("32 endless do", "do { } while (true);");
        all.put("33 update", "update($p);");
        all.put("34 insert bomb", "for (int i = 0; i < 1000000000; i++) { insert(i); }");
        all.put("36 loop", "int i = 0; while (i < 2000000000) { i++; }");
        all.put("44 delete", "delete($p);");
        all.put("44 retract", "retract($p);");
        return all;
    }

    private static Map<String, String> wholeFiles(String file) {
        String rule = START + END;
        Map<String, String> all = new LinkedHashMap<>();
        all.put("4 import", "import java.lang.ProcessBuilder\n" + rule);
        all.put("5 import static", "import static java.lang.System.exit\n" + rule);
        all.put("5 import function", "import function java.lang.System.exit\n" + rule);
        all.put("17 xml file", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file://" + file + "\">]><x>&e;</x>\n");
        all.put("18 homoglyph keyword", rule.replace("rule", "ru\u04CFe"));
        all.put("18 wide space", rule.replace("when", "when\u3000"));
        all.put("19 function behind the package", "package a; function void f() { System.exit(1); }\n" + rule);
        all.put("19 query behind the package", "package a; query \"q\"( ) Purchase( ) end\n" + rule);
        all.put("19 rule within a rule", "rule \"a\" when Purchase( ) then rule \"b\" when Purchase( ) then end end\n");
        all.put("19 dsl", "expander evil.dsl\n" + rule);
        all.put("20 recursive function", "function int f(int n) { return f(n); }\n" + rule);
        all.put("22 import accumulate", "import accumulate evil.Bomb bomb\n" + rule);
        all.put("22 accumulate bomb", START + "  accumulate( LineItem( $a : amount ); $x : bomb($a) )" + END);
        all.put("23 operator", "rule \"r\"\nwhen\n  Purchase( id evil 3 )" + END);
        all.put("23 operator, negated", "rule \"r\"\nwhen\n  Purchase( id not soundslike \"x\" )" + END);
        all.put("24 annotation", "rule \"r\"\n  @Watch( System.class )\nwhen\n  Purchase( )" + END);
        all.put("24 annotation on a pattern", "rule \"r\"\nwhen\n  Purchase( ) @watch( * )" + END);
        all.put("26 declared type", "declare Evil\n  x : int\nend\n" + rule);
        all.put("26 declared supertype", "declare Evil extends Purchase\nend\n" + rule);
        all.put("26 enumeration", "declare enum Evil A(\"x\"); x : String end\n" + rule);
        all.put("26 pattern on a class", "rule \"r\"\nwhen\n  java.lang.Runtime( )" + END);
        all.put("26 pattern on a string", "rule \"r\"\nwhen\n  String( )" + END);
        all.put("28 global", "global java.util.List list\n" + rule);
        all.put("28 global award", "global java.util.List award\n" + rule);
        all.put("31 negative points", START + "then\n  award.points(-1);\nend\n");
        all.put("31 many points", START + "then\n  award.points(100000000000000000000);\nend\n");
        all.put("31 percent", START + "then\n  award.discount(101);\nend\n");
        all.put("36 window", "rule \"r\"\nwhen\n  Purchase( ) over window:time( 1h )" + END);
        all.put("36 entry point", "rule \"r\"\nwhen\n  Purchase( ) from entry-point \"x\"" + END);
        all.put(
                "39 nested parentheses",
                "rule \"r\"\nwhen\n  Purchase( " + "(".repeat(10_000) + "first" + ")".repeat(10_000) + " )" + END);
        all.put(
                "39 nested groups",
                "rule \"r\"\nwhen\n  " + "( ".repeat(10_000) + "Purchase( )" + " )".repeat(10_000) + END);
        all.put(
                "39 nested not",
                "rule \"r\"\nwhen\n  Member( ) " + "not( ".repeat(51) + "Purchase( )" + " )".repeat(51) + END);
        all.put("39 long consequence", START + "then\n" + "  award.points(1);\n".repeat(3_641) + "end\n");
        all.put("39 long text", START + "then\n  award.tag(\"" + "x".repeat(10_001) + "\");\nend\n");
        all.put("39 long number", "rule \"r\"\nwhen\n  Purchase( amount > " + "9".repeat(100_000) + " )" + END);
        all.put("39 many patterns", "rule \"r\"\nwhen\n" + "  LineItem( )\n".repeat(9) + END);
        all.put("39 very many patterns", "rule \"r\"\nwhen\n" + "  LineItem( )\n".repeat(20_000) + END);
        all.put("39 many constraints", "rule \"r\"\nwhen\n  Purchase( first" + ", first".repeat(50) + " )" + END);
        all.put("39 many operators", "rule \"r\"\nwhen\n  Purchase( first" + " && first".repeat(501) + " )" + END);
        all.put(
                "39 doubled variables",
                "rule \"r\"\nwhen\n  Purchase( $v0 : amount + amount" + doubled(40) + " )" + END);
        all.put(
                "39 operators within operators",
                "rule \"r\"\nwhen\n  Purchase( channel " + "str[a ".repeat(40) + "] \"x\" )" + END);
        all.put("39 alternatives", "rule \"r\"\nwhen\n" + "  ( Purchase( ) or Member( ) )\n".repeat(7) + END);
        all.put("40 two rules of one name", rule + rule);
        all.put("40 rule extends", "rule \"s\" extends \"r\"\nwhen\n  Member( )" + END + rule);
        all.put("42 name over lines", "rule \"a\n2026-01-01 ERROR b\"\nwhen\n  Purchase( )" + END);
        all.put("42 control character", "rule \"a\u001B[2J\"\nwhen\n  Purchase( )" + END);
        all.put("44 salience", "rule \"r\"\n  salience 2147483648\nwhen\n  Purchase( )" + END);
        all.put("44 group out of focus", "rule \"r\"\n  agenda-group \"x\"\nwhen\n  Purchase( )" + END);
        return all;
    }

    private static String doubled(int times) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= times; i++) {
            text.append(", $v")
                    .append(i)
                    .append(" : $v")
                    .append(i - 1)
                    .append(" + $v")
                    .append(i - 1);
        }
        return text.toString();
    }
}
