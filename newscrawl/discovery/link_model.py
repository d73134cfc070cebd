"""Weights of the link model, written by benchmarks/train_links.py.

Learned from the labelled links of palewire/storysniffer, whose licence is this:

The MIT License (MIT)

Copyright (c) 2014 Ben Welsh, PastPages, the Reynolds Journalism Institute and
the Curators of the University of Missouri

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""

WEIGHTS = {
    "": -0.41,
    "above:article": 1.765,
    "above:listing": -1.099,
    "above:listing+short": -0.845,
    "above:pastime": -0.352,
    "above:section": 0.542,
    "above:section-path": -1.052,
    "above:section-path+long": -0.335,
    "above:section-path+short": -0.717,
    "above:service": -1.529,
    "above:service+long": -0.922,
    "above:service+short": -0.606,
    "all:section": 0.266,
    "both:00": -0.633,
    "both:01": -0.613,
    "both:02": -0.382,
    "both:03": 0.534,
    "both:10": -0.456,
    "both:11": -0.167,
    "both:12": -0.659,
    "both:13": -0.312,
    "both:21": 0.446,
    "both:22": 0.064,
    "both:23": 0.163,
    "both:30": 0.88,
    "both:31": 0.334,
    "both:32": -0.312,
    "both:33": 0.85,
    "dated": 1.895,
    "dated+slug": 0.088,
    "dated+text": 0.899,
    "depth:0": -0.483,
    "depth:1": -1.051,
    "depth:2": 0.146,
    "depth:3": 0.593,
    "depth:4": 0.741,
    "depth:5": 0.135,
    "digits:1": -0.015,
    "digits:2": -0.227,
    "extension": 0.195,
    "has:listing": 0.704,
    "has:pastime": 0.121,
    "has:section": 0.154,
    "has:section-path": -0.455,
    "has:service": -1.463,
    "is:pastime": -0.16,
    "is:section": 0.285,
    "is:section-path": -0.016,
    "is:service": -0.254,
    "length:0": -1.941,
    "length:1": -0.048,
    "length:2": -0.24,
    "length:3": 0.145,
    "length:4": 0.861,
    "length:5": 1.416,
    "media": 0.154,
    "numbered": 0.915,
    "numbered+slug": -0.288,
    "numbered+text": 0.699,
    "outside": -0.668,
    "query": -0.117,
    "same:1": -0.88,
    "same:2": -0.326,
    "same:3": 0.288,
    "same:4": -0.198,
    "same:5": -0.423,
    "service-host": -0.577,
    "shared:1": -0.705,
    "shared:2": 0.024,
    "shared:3": -0.371,
    "shared:4": -0.178,
    "shared:5": -0.017,
    "slug:0": -0.885,
    "slug:1": -1.308,
    "slug:2": -0.106,
    "slug:3": 0.124,
    "slug:4": 0.643,
    "slug:5": 0.962,
    "slug:6": 0.92,
    "text-has:listing": -0.08,
    "text-has:pastime": -0.462,
    "text-has:section": -1.044,
    "text-has:service": -0.632,
    "text-is:pastime": -0.088,
    "text-is:section": -1.132,
    "text-is:service": -0.359,
    "text-longer": -0.283,
    "text:1": -0.697,
    "text:2": -0.241,
    "text:3": -0.513,
    "text:4": 0.202,
    "text:5": -0.1,
    "text:6": -0.123,
    "text:7": 0.343,
    "text:8": 0.569,
    "text:9": 0.618,
    "text:capitals": 0.267,
    "text:digit": -0.117,
    "text:ends": 0.319,
    "text:marks": 1.037,
    "text:script": 0.019,
    "text:titles": -0.815,
}
