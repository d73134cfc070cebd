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
    "": -0.409,
    "above:article": 1.659,
    "above:listing": -1.093,
    "above:listing+short": -0.844,
    "above:pastime": -0.356,
    "above:section": 0.557,
    "above:section-path": -1.054,
    "above:section-path+long": -0.326,
    "above:section-path+short": -0.726,
    "above:service": -1.489,
    "above:service+long": -0.907,
    "above:service+short": -0.582,
    "all:section": 0.276,
    "both:00": -0.582,
    "both:01": -0.579,
    "both:02": -0.489,
    "both:03": 0.52,
    "both:10": -0.433,
    "both:11": -0.169,
    "both:12": -0.662,
    "both:13": -0.293,
    "both:21": 0.489,
    "both:22": 0.092,
    "both:23": 0.107,
    "both:30": 0.887,
    "both:31": 0.294,
    "both:32": -0.281,
    "both:33": 0.833,
    "dated": 1.9,
    "dated+slug": 0.065,
    "dated+text": 0.908,
    "depth:0": -0.485,
    "depth:1": -1.074,
    "depth:2": 0.154,
    "depth:3": 0.623,
    "depth:4": 0.731,
    "depth:5": 0.153,
    "digits:1": -0.019,
    "digits:2": -0.195,
    "extension": 0.175,
    "has:listing": 0.699,
    "has:pastime": 0.129,
    "has:section": -0.081,
    "has:section-path": -0.415,
    "has:service": -1.443,
    "is:pastime": -0.174,
    "is:section": 0.27,
    "is:section-path": -0.017,
    "is:service": -0.265,
    "length:0": -1.947,
    "length:1": -0.071,
    "length:2": -0.24,
    "length:3": 0.177,
    "length:4": 0.87,
    "length:5": 1.423,
    "media": 0.138,
    "numbered": 0.923,
    "numbered+slug": -0.248,
    "numbered+text": 0.661,
    "outside": -0.632,
    "query": -0.093,
    "same:1": -0.844,
    "same:2": -0.306,
    "same:3": 0.274,
    "same:4": -0.222,
    "same:5": -0.444,
    "service-host": -0.574,
    "shared:1": -0.687,
    "shared:2": -0.0,
    "shared:3": -0.367,
    "shared:4": -0.172,
    "shared:5": 0.021,
    "slug:0": -0.886,
    "slug:1": -1.283,
    "slug:2": -0.103,
    "slug:3": 0.174,
    "slug:4": 0.608,
    "slug:5": 0.977,
    "slug:6": 0.882,
    "text-has:listing": -0.042,
    "text-has:pastime": -0.444,
    "text-has:section": -0.436,
    "text-has:service": -0.585,
    "text-is:pastime": -0.099,
    "text-is:section": -1.132,
    "text-is:service": -0.39,
    "text-longer": -0.282,
    "text:1": -0.709,
    "text:2": -0.245,
    "text:3": -0.541,
    "text:4": 0.211,
    "text:5": -0.123,
    "text:6": -0.108,
    "text:7": 0.358,
    "text:8": 0.582,
    "text:9": 0.645,
    "text:capitals": 0.179,
    "text:digit": -0.133,
    "text:ends": 0.328,
    "text:marks": 1.036,
    "text:script": 0.022,
    "text:titles": -0.847,
}
