// Read Dockerfiles as BuildKit does: a JSON array of texts on standard input, a JSON array of readings on standard output.
// Built inside a checkout of BuildKit, with the modules that it vendors.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

type instruction struct {
	Keyword  string   `json:"keyword"`
	Line     int      `json:"line"`
	EndLine  int      `json:"end_line"`
	Heredocs []string `json:"heredocs"`
}

type stage struct {
	Alias  string `json:"alias"`
	Base   string `json:"base"`   // "?" where an argument without default decides a part
	Parent int    `json:"parent"` // -1: an image
}

type reading struct {
	Fault        string        `json:"fault"`  // of the parser
	Refused      string        `json:"refused"` // of what reads the instructions
	Instructions []instruction `json:"instructions"`
	Stages       []stage       `json:"stages"`
}

func read(text string) (found reading) {
	found.Instructions, found.Stages = []instruction{}, []stage{}
	// BuildKit's parser panics on some texts
	defer func() {
		if fault := recover(); fault != nil {
			found.Fault = fmt.Sprint(fault)
		}
	}()
	parsed, err := parser.Parse(strings.NewReader(text))
	if err != nil {
		found.Fault = err.Error()
		return found
	}
	for _, node := range parsed.AST.Children {
		names := []string{}
		for _, heredoc := range node.Heredocs {
			names = append(names, heredoc.Name)
		}
		found.Instructions = append(found.Instructions,
			instruction{strings.ToUpper(node.Value), node.StartLine, node.EndLine, names})
	}
	stages, arguments, err := instructions.Parse(parsed.AST, nil)
	if err != nil {
		found.Refused = err.Error()
		return found
	}
	lex := shell.NewLex(parsed.EscapeToken)
	values := []string{"TARGETOS=linux", "TARGETARCH=amd64", "TARGETPLATFORM=linux/amd64",
		"BUILDOS=linux", "BUILDARCH=amd64", "BUILDPLATFORM=linux/amd64"}
	for _, command := range arguments {
		for _, pair := range command.Args {
			if pair.Value != nil {
				values = append(values, pair.Key+"="+expanded(lex, *pair.Value, values))
			}
		}
	}
	for index, one := range stages {
		base := expanded(lex, one.BaseName, values)
		parent, ok := instructions.HasStage(stages[:index], base)
		if !ok {
			parent = -1
		}
		found.Stages = append(found.Stages, stage{one.Name, base, parent})
	}
	return found
}

func expanded(lex *shell.Lex, word string, values []string) string {
	result, err := lex.ProcessWordWithMatches(word, shell.EnvsFromSlice(values))
	if err != nil || len(result.Unmatched) > 0 {
		return "?"
	}
	return result.Result
}

func main() {
	texts := []string{}
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		panic(err)
	}
	found := []reading{}
	for _, text := range texts {
		found = append(found, read(text))
	}
	if err := json.NewEncoder(os.Stdout).Encode(found); err != nil {
		panic(err)
	}
}
