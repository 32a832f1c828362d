// Copyright The Codec Authors
// SPDX-License-Identifier: Apache-2.0

// Package codec gives values a short digest that does not depend on the order of their keys.
package codec

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Length is the number of hexadecimal digits of a digest, short enough for a label.
const Length = 40

// Digest returns the digest of a value's JSON form.
func Digest(value any) (string, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])[:Length], nil
}
